"use client";
import type { TestedStep } from "@/lib/contracts/tests";
import type { TestMark } from "../../canvas/canvas-props";
import { testWords } from "../../canvas/test-words";

/** Null for a step that the test did not come to. */
export function testMark(step: TestedStep, now: { sent: boolean; stale: boolean }): TestMark | null {
  if (step.status === "not_reached") return null;
  const state = now.sent && step.status === "passed" ? "sent" : step.status;
  return { state, stale: now.stale };
}

/** Icon and word, as on the card. */
export function StepState({
  step,
  sent,
  stale = false,
}: {
  step: TestedStep;
  sent: boolean;
  stale?: boolean;
}) {
  const mark = testMark(step, { sent, stale });
  if (mark === null) return null;
  const { word, Icon } = testWords(mark);
  return (
    <span className="wf-status" data-status={stale ? "stale" : mark.state}>
      <Icon aria-hidden size={14} />
      {word}
    </span>
  );
}
