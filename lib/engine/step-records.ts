/** How the record of a step changes. Pure. */
import type { NodeId } from "../graph/workflow";
import type { StepOutcome } from "./execute-step";
import type { AttemptRecord, StepRecord } from "./run-store";

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
  attempts: 0,
  resumeAt: null,
  startedAt: null,
  finishedAt: null,
});

/** One row per try: a try that began and ended between two writes is written once. */
export const newestOf = (attempts: AttemptRecord[]): AttemptRecord[] => [
  ...new Map(attempts.map((attempt) => [`${attempt.nodeId}/${attempt.number}`, attempt])).values(),
];
