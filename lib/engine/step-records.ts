/** How the record of a step changes. Pure. */
import type { NodeId } from "../graph/workflow";
import type { StepOutcome } from "./execute-step";
import type { StepRecord } from "./run-store";

export function afterSuccess(
  step: StepRecord,
  outcome: Extract<StepOutcome, { kind: "done" }>,
  now: Date,
): StepRecord {
  const { input, output, branches, report, waitUntil } = outcome;
  const done = { ...step, input, output, branches, report, error: null };
  return waitUntil !== null && waitUntil > now
    ? { ...done, status: "waiting", resumeAt: waitUntil }
    : { ...done, status: "completed", finishedAt: now };
}

export const newStep = (nodeId: NodeId): StepRecord => ({
  nodeId,
  status: "pending",
  branches: null,
  input: null,
  output: null,
  report: null,
  error: null,
  question: null,
  attempts: 0,
  resumeAt: null,
  startedAt: null,
  finishedAt: null,
});

/** It waits for a person; no time will settle it. */
export const isAsking = ({ status, question }: Pick<StepRecord, "status" | "question">): boolean =>
  status === "waiting" && question !== null && question.answer === null;
