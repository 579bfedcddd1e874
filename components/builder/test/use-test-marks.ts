"use client";
import { useMemo } from "react";
import type { NodeId } from "@/lib/graph/workflow";
import type { TestMark } from "../../canvas/canvas-props";
import { duration } from "../../runs/duration";
import { testMark } from "./step-state";
import { useOutOfDate } from "./use-out-of-date";
import { usePins, useTests } from "./use-test-event";

export interface TestMarks {
  test?: TestMark;
  note?: string;
  pinned?: boolean;
}

/** What cards and the outline say of tests, by step. */
export function useTestMarks(): Readonly<Record<NodeId, TestMarks>> {
  const results = useTests((state) => state.results);
  const outOfDate = useOutOfDate();
  const pins = usePins();
  return useMemo(() => {
    const marks: Record<NodeId, TestMarks> = {};
    for (const id of Object.keys(pins)) marks[id] = { pinned: true };
    for (const [id, { step, sent, basis }] of Object.entries(results)) {
      const test = testMark(step, { sent, stale: outOfDate(id, basis) !== null });
      if (test !== null) marks[id] = { ...marks[id], test, note: duration(step.tookMs) };
    }
    return marks;
  }, [results, outOfDate, pins]);
}
