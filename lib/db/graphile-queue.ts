/**
 * The engine's RunQueue on graphile-worker. The library keeps the jobs of a killed process locked for four hours; so each pool holds an
 * advisory lock on its id for as long as its connection lives, and every pool hands back the jobs of pools whose lock is free.
 */
import { EventEmitter } from "node:events";
import { Logger as GraphileLogger, type Logger, run, type WorkerEvents } from "graphile-worker";
import type { QueueWorker, RunQueue } from "../engine/run-store";
import type { Database } from "./database";
import { dueRuns } from "./due-runs";
import { holdAlive, type QueueLog, reap } from "./reaper";
import { createSlots } from "./run-slots";
import { RUN_TASK } from "./run-task";

const POLL_MS = 1_000;
/** Jobs fetched ahead, each with up to RUNS_PER_JOB runs; each fetch is a statement. */
const LOCAL_QUEUE = 50;
/** Jobs under way at once: one for every run that was resumed, or a few that carry many. */
const JOBS_AT_ONCE = 64;

export function createRunQueue(database: Database, log: QueueLog): RunQueue {
  return {
    async work(handle, { concurrency }): Promise<QueueWorker> {
      const alive = await holdAlive(database.url);
      const events = new EventEmitter() as WorkerEvents;
      events.on("pool:create", ({ workerPool }) => void alive.hold(workerPool.id));
      const slots = createSlots(concurrency);
      const workOn = dueRuns(database, { use: slots.use, handle });
      const runner = await run({
        pgPool: database.pool,
        concurrency: JOBS_AT_ONCE,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        events,
        logger: quietLogger(log),
        taskList: {
          [RUN_TASK]: async (payload, { job, abortSignal }) => {
            const taken = { job, signal: abortSignal ?? new AbortController().signal };
            if (!Array.isArray(payload)) return workOn((payload as { runId: string }).runId, taken);
            // The library tries again those alone whose promise was rejected.
            return (payload as string[]).map((runId) => workOn(runId, taken));
          },
        },
        preset: {
          worker: {
            localQueue: { size: Math.max(LOCAL_QUEUE, JOBS_AT_ONCE) },
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
            gracefulShutdownAbortTimeout: 1_500,
          },
        },
      });
      const stopReaping = reap({ database, alive, log });
      return {
        async stop() {
          stopReaping();
          await runner.stop().catch(() => undefined);
          await alive.release();
        },
        failed: Promise.race([
          alive.lost,
          runner.promise.then(
            () => new Promise<never>(() => undefined),
            (error: Error) => error,
          ),
        ]),
      };
    },
  };
}

const quietLogger = (log: QueueLog): Logger =>
  new GraphileLogger(() => (level, message) => {
    // Its one warning is that the pool is smaller than the concurrency; most runs wait for somebody's answer, not for a connection.
    if (level === "error") log("error", message);
  });
