/** The end of a run that stops its worker whenever it is executed. */
import type { Clock } from "../base/clock";
import { nodeIdOf } from "../graph/step-key";
import { interruptedTry } from "./interruption";
import type { DueRun, MarkedRun, RunChange, RunStore, StepRecord } from "./run-store";
import { newStep } from "./step-records";

/** A worker may be killed from outside while an innocent run is on trial; hardly twice, with time between the trials. */
export const STRIKES_TO_FAIL = 2;

const MESSAGE =
  "This run stopped the worker twice while it was tried alone, after it had been there when workers stopped before. It is not tried again, so that it cannot hold up other runs.";
const AT_STEP = " What this step got or was answered may be too large; the worker's log may say more.";
const AT_LOGIC = " A filter, a branch or the event's own data was at work; the worker's log may say more.";

/** Nothing of the run is read for this: reading may be what stops the worker. */
export function failedOnTrial(runId: string, run: MarkedRun, now: Date): RunChange {
  const { workspaceId, workflowId, startedAt } = run;
  const cut = Object.entries(run.underWay);
  const [first] = cut;
  const message = MESSAGE + (first === undefined ? AT_LOGIC : AT_STEP);
  return {
    runId,
    workspaceId,
    workflowId,
    steps: cut.map(
      ([nodeId, { attempt, startedAt }]): StepRecord => ({
        ...newStep(nodeId),
        status: "failed",
        attempts: attempt,
        error: { message },
        startedAt,
        finishedAt: now,
      }),
    ),
    attempts: cut.map(([nodeId, begun]) => interruptedTry(nodeId, begun, now)),
    run: {
      status: "failed",
      startedAt,
      finishedAt: now,
      error: { message, ...(first === undefined ? {} : { nodeId: nodeIdOf(first[0]) }) },
      underWay: null,
      asks: false,
    },
  };
}

/** It may be what stopped a worker before: so it is marked, and failed where it did that on trial too. */
export async function mayGoOn(
  { store, clock }: { store: RunStore; clock: Clock },
  { runId, onTrial }: DueRun,
): Promise<boolean> {
  const marked = await store.mark({ runId, onTrial });
  if (marked === null) return false;
  if (marked.strikes < STRIKES_TO_FAIL) return true;
  await store.record(failedOnTrial(runId, marked, clock()));
  return false;
}
