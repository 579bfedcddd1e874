/**
 * The engine's RunQueue on graphile-worker. The library keeps the jobs of a killed process locked for four hours; so each pool holds an
 * advisory lock on its id for as long as its connection lives, and every pool hands back the jobs of pools whose lock is free.
 */
import { randomUUID } from "node:crypto";
import { EventEmitter, setMaxListeners } from "node:events";
import { Logger as GraphileLogger, type Logger, run, type Task, type WorkerEvents } from "graphile-worker";
import type { QueueWorker, RunQueue } from "../engine/run-store";
import { feedFromBacklog } from "./backlog-feeder";
import type { Database } from "./database";
import { dueRuns, isOnTrial, type TakenRun } from "./due-runs";
import { createFairSlots } from "./fair-slots";
import { holdAlive, type QueueLog, reap } from "./reaper";
import { createRunBacklog, type RunBacklog } from "./run-backlog";
import { createRunLane, type RunLane } from "./run-lane";
import { createRunPlaces } from "./run-places";
import { RUN_TASK, workflowOf } from "./run-task";

const POLL_MS = 1_000;
/** Jobs under way at once, in numbers that run-lane.ts shares out; fetched ahead are as many. */
const JOBS_AT_ONCE = 256;

export function createRunQueue(database: Database, log: QueueLog): RunQueue {
  return {
    async work(handle, { concurrency }): Promise<QueueWorker> {
      const alive = await holdAlive(database.url);
      const events = new EventEmitter() as WorkerEvents;
      events.on("pool:create", ({ workerPool }) => void alive.hold(workerPool.id));
      const slots = createFairSlots(concurrency);
      const places = createRunPlaces(database.pool);
      const waiting = (workflowId: string) => slots.waiting(workflowId) + places.waiting(workflowId);
      const lane = createRunLane({ jobs: JOBS_AT_ONCE, waiting });
      const backlog = createRunBacklog(database.pool);
      const work = dueRuns(database, {
        use: (taken, go) =>
          places.use(taken, () =>
            slots.use(taken.workflowId, () => {
              feeder.touch();
              return go();
            }),
          ),
        handle,
      });
      const holder = `backlog-${randomUUID()}`;
      await alive.hold(holder);
      const feeder = feedFromBacklog({
        backlog,
        holder,
        waiting,
        work,
        onError: ({ message }) => log("error", `could not take runs from the backlog: ${message}`),
      });
      const runner = await run({
        pgPool: database.pool,
        concurrency: JOBS_AT_ONCE,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        events,
        logger: quietLogger(log),
        taskList: { [RUN_TASK]: jobHandler({ backlog, lane, work }) },
        preset: {
          worker: {
            localQueue: { size: JOBS_AT_ONCE },
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
          await Promise.all([runner.stop().catch(() => undefined), feeder.stop()]);
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

function jobHandler(given: {
  backlog: RunBacklog;
  lane: RunLane;
  work: (taken: TakenRun) => Promise<void>;
}): Task {
  const { backlog, lane, work } = given;
  return async (payload, { job, abortSignal: signal = new AbortController().signal }) => {
    // Every run of the job listens to it.
    setMaxListeners(0, signal);
    const workflowId = workflowOf(job);
    const keyed = !Array.isArray(payload);
    const runIds = keyed ? [(payload as { runId: string }).runId] : (payload as string[]);
    // A trial is no ordinary work: it has a line of its own, and the backlog would forget that it is one.
    if (!isOnTrial(job) && !lane.admits(workflowId, job))
      return backlog.putOff({ id: job.id, workflowId, runIds, keyed });
    return lane.through(workflowId, async () => {
      const works = runIds.map((runId) => work({ runId, workflowId, job, signal }));
      if (keyed) return works[0];
      await Promise.allSettled(works);
      // The library tries again those alone whose promise was rejected.
      return works;
    });
  };
}

const quietLogger = (log: QueueLog): Logger =>
  new GraphileLogger(() => (level, message) => {
    // Its one warning is that the pool is smaller than the concurrency; most runs wait for somebody's answer, not for a connection.
    if (level === "error") log("error", message);
  });
