/** How the record of a step changes. Pure. */
import type { StepKey } from "../graph/step-key";
import type { WorkflowNode } from "../graph/workflow";
import type { AnyAction } from "../kit/define";
import type { StepDone, StepFailed, StepOutcome } from "./execute-step";
import { openOutput } from "./open-loop";
import { retryAt } from "./retry";
import type { AttemptRecord, StepRecord } from "./run-store";

export function afterSuccess(step: StepRecord, outcome: StepDone, now: Date): StepRecord {
  const { input, output, branches, report, waitUntil, loop } = outcome;
  const done = { ...step, input, output, branches, report, error: null };
  if (loop !== null) return { ...done, status: "waiting", output: openOutput(loop), resumeAt: null };
  return waitUntil !== null && waitUntil > now
    ? { ...done, status: "waiting", resumeAt: waitUntil }
    : { ...done, status: "completed", finishedAt: now };
}

/** When a step that failed is tried again; null where it is not. */
export function againAt(
  action: AnyAction | undefined,
  { step, outcome, node }: { step: StepRecord; outcome: StepFailed; node: WorkflowNode },
  { now, random }: { now: Date; random: () => number },
): Date | null {
  if (action === undefined) return null;
  return retryAt({
    error: outcome.thrown,
    attempt: step.attempts,
    policy: action.retry,
    options: node.options ?? {},
    nowMs: now.getTime(),
    random,
  });
}

export function afterFailure(
  step: StepRecord,
  outcome: StepFailed,
  { again, now }: { again: Date | null; now: Date },
): StepRecord {
  const failed = { ...step, input: outcome.input, error: outcome.error };
  return again === null
    ? { ...failed, status: "failed", finishedAt: now }
    : { ...failed, status: "pending", resumeAt: again };
}

export const triedOnce = (
  step: StepRecord,
  outcome: StepOutcome,
  at: { startedAt: Date; finishedAt: Date },
): AttemptRecord => ({
  nodeId: step.nodeId,
  number: step.attempts,
  status: outcome.kind === "done" ? "completed" : "failed",
  error: outcome.kind === "done" ? null : outcome.error,
  ...at,
});

export const newStep = (nodeId: StepKey): StepRecord => ({
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

export const runErrorOf = (failed: StepRecord | undefined) =>
  failed === undefined ? null : { message: failed.error?.message ?? "A step failed.", nodeId: failed.nodeId };

/** It waits for a person; no time will settle it. */
export const isAsking = ({ status, question }: Pick<StepRecord, "status" | "question">): boolean =>
  status === "waiting" && question !== null && question.answer === null;
