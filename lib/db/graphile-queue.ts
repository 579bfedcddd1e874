/**
 * The engine's RunQueue on graphile-worker. The library keeps the jobs of a killed process locked for four hours; so each pool holds an
 * advisory lock on its id for as long as its connection lives, and every pool hands back the jobs of pools whose lock is free.
 */
import { EventEmitter } from "node:events";
import {
  Logger as GraphileLogger,
  type Job,
  type JobHelpers,
  type Logger,
  makeWorkerUtils,
  run,
  type WorkerEvents,
  type WorkerUtils,
} from "graphile-worker";
import pg from "pg";
import type { QueueWorker, RunQueue } from "../engine/run-store";
import type { Database } from "./database";
import { createSlots } from "./run-slots";
import { RUN_TASK } from "./run-task";

const PROBE_MS = 2_000;
const POLL_MS = 1_000;
/** Jobs fetched ahead, each with up to RUNS_PER_JOB runs; each fetch is a statement. */
const LOCAL_QUEUE = 50;
/** Jobs under way at once: one for every run that was resumed, or a few that carry many. */
const JOBS_AT_ONCE = 64;
const LOCK_CLASS = 77;

export type QueueLog = (level: "error" | "warning", message: string) => void;

export function createRunQueue(database: Database, log: QueueLog): RunQueue {
  return {
    async work(handle, { concurrency }): Promise<QueueWorker> {
      const alive = await holdAlive(database.url);
      const events = new EventEmitter() as WorkerEvents;
      events.on("pool:create", ({ workerPool }) => void alive.hold(workerPool.id));
      const slots = createSlots(concurrency);
      const workOn = (runId: string, { abortSignal }: JobHelpers) =>
        slots.use(() => handle(runId, abortSignal ?? new AbortController().signal));
      const runner = await run({
        pgPool: database.pool,
        concurrency: JOBS_AT_ONCE,
        noHandleSignals: true,
        pollInterval: POLL_MS,
        events,
        logger: quietLogger(log),
        taskList: {
          [RUN_TASK]: async (payload, helpers) => {
            if (!Array.isArray(payload)) return workOn((payload as { runId: string }).runId, helpers);
            const elsewhere = await resumedElsewhere(database, helpers.job);
            // The library tries again those alone whose promise was rejected.
            return (payload as string[]).map(async (runId) => {
              if (!elsewhere.has(runId)) await workOn(runId, helpers);
            });
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
      const utils = await makeWorkerUtils({ pgPool: database.pool });
      const stopReaping = reap({ database, utils, alive, log });
      return {
        async stop() {
          stopReaping();
          await runner.stop().catch(() => undefined);
          await utils.release();
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

/**
 * Of a job that is taken over, the runs that went on meanwhile: a run that rested has a job of its own, under its id as the key, and
 * somebody may be working on that. On the first try there can be none.
 */
async function resumedElsewhere(
  database: Database,
  { attempts, payload }: Job,
): Promise<ReadonlySet<string>> {
  if (attempts <= 1) return new Set();
  const { rows } = await database.pool.query<{ key: string }>(
    "select key from graphile_worker._private_jobs where key = any($1)",
    [payload],
  );
  return new Set(rows.map(({ key }) => key));
}

interface Alive {
  hold(poolId: string): Promise<void>;
  /** The ids that this process holds. */
  ids: ReadonlySet<string>;
  /** Resolves when the connection that proves our life is gone: others will take our jobs, so this process must stop. */
  lost: Promise<Error>;
  release(): Promise<void>;
}

async function holdAlive(url: string): Promise<Alive> {
  const client = new pg.Client({
    connectionString: url,
    keepAlive: true,
    application_name: "hookline worker",
  });
  const ids = new Set<string>();
  let released = false;
  const lost = new Promise<Error>((resolve) => {
    client.on("error", resolve);
    client.on("end", () => {
      if (!released) resolve(new Error("The worker lost its connection to the database."));
    });
  });
  await client.connect();
  return {
    ids,
    lost,
    async hold(poolId) {
      ids.add(poolId);
      await client
        .query("select pg_advisory_lock($1, hashtext($2))", [LOCK_CLASS, poolId])
        .catch(() => undefined);
    },
    async release() {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

/*
 * Reads who holds jobs and, within the same short transaction, which of those holders' locks are free. A holder must look dead twice in a
 * row: a pool takes its lock a moment after it was made.
 */
const DEAD = `
select held.id from (select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null) held
where held.id <> all($1) and pg_try_advisory_xact_lock(${LOCK_CLASS}, hashtext(held.id))`;

function reap(given: { database: Database; utils: WorkerUtils; alive: Alive; log: QueueLog }): () => void {
  const { database, utils, alive, log } = given;
  let suspects = new Set<string>();
  let timer: NodeJS.Timeout;
  let stopped = false;
  const probe = async () => {
    try {
      const { rows } = await database.pool.query<{ id: string }>(DEAD, [[...alive.ids]]);
      const dead = rows.map(({ id }) => id);
      const sure = dead.filter((id) => suspects.has(id));
      suspects = new Set(dead);
      if (sure.length > 0) {
        await utils.forceUnlockWorkers(sure);
        log("warning", `took over the runs of ${sure.length} worker(s) that ended without a word`);
      }
    } catch (error) {
      log("error", `could not look for dead workers: ${(error as Error).message}`);
    }
    if (!stopped) timer = setTimeout(probe, PROBE_MS);
  };
  timer = setTimeout(probe, PROBE_MS / 4);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const quietLogger = (log: QueueLog): Logger =>
  new GraphileLogger(() => (level, message) => {
    // Its one warning is that the pool is smaller than the concurrency; most runs wait for somebody's answer, not for a connection.
    if (level === "error") log("error", message);
  });
