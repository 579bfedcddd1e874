/** What becomes of a try whose worker ended before its outcome was recorded: nobody knows whether it had its effect. Pure. */

import type { JsonValue } from "../base/json";
import type { StepKey } from "../graph/step-key";
import type { WorkflowNode } from "../graph/workflow";
import type { AnyAction } from "../kit/define";
import type { AttemptRecord, LoadedRun, StepRecord } from "./run-store";
import { newStep } from "./step-records";

export interface Interruption {
  step: StepRecord;
  attempt: AttemptRecord;
}

interface Surroundings {
  nodeOf: (key: StepKey) => WorkflowNode | undefined;
  lookupAction: (type: string) => AnyAction | undefined;
  /** What the call was made with, for whoever is asked about it. */
  inputOf: (key: StepKey, action: AnyAction) => JsonValue | null;
  now: Date;
}

const MESSAGE = "The worker stopped during this try; it may have had its effect.";

export function interruptionsOf(run: LoadedRun, around: Surroundings): Interruption[] {
  const known = new Map(run.steps.map((step) => [step.nodeId, step]));
  const cut = Object.entries(run.underWay ?? {}).map(([id, { attempt, startedAt }]) => {
    const before = known.get(id) ?? { ...newStep(id), startedAt };
    return { step: { ...before, attempts: attempt }, startedAt };
  });
  return cut.map(({ step, startedAt }) => ({
    step: decide(step, startedAt, around),
    attempt: interruptedTry(step.nodeId, { attempt: step.attempts, startedAt }, around.now),
  }));
}

export const interruptedTry = (
  nodeId: StepKey,
  { attempt, startedAt }: { attempt: number; startedAt: Date },
  now: Date,
): AttemptRecord => ({
  nodeId,
  number: attempt,
  status: "interrupted",
  error: { message: MESSAGE },
  startedAt,
  finishedAt: now,
});

/** The author's choice, else by what the action says of itself. */
function decide(step: StepRecord, startedAt: Date, around: Surroundings): StepRecord {
  const { nodeOf, lookupAction, inputOf, now } = around;
  const node = nodeOf(step.nodeId);
  const action = node && lookupAction(node.type);
  const choice = node?.options?.whenInterrupted ?? (action?.safeToRepeat === false ? "ask" : "repeat");
  switch (choice) {
    case "repeat":
      return { ...step, status: "pending", resumeAt: null };
    case "fail":
      return { ...step, status: "failed", resumeAt: null, error: { message: MESSAGE }, finishedAt: now };
    case "ask":
      return {
        ...step,
        status: "waiting",
        resumeAt: null,
        error: null,
        input: node && action ? inputOf(step.nodeId, action) : null,
        question: {
          attempt: step.attempts,
          startedAt: startedAt.toISOString(),
          askedAt: now.toISOString(),
          answer: null,
          answeredAt: null,
        },
      };
  }
}
