import { type EngineDeps, executeRun } from "./execute-run";
import type { QueueWorker, RunQueue } from "./run-store";

/** Works on runs until stopped. `concurrency` is how many runs are under way in this process at once. */
export const startEngine = (
  deps: EngineDeps,
  queue: RunQueue,
  options: { concurrency: number },
): Promise<QueueWorker> => queue.work((run) => executeRun(deps, run), options);
