/**
 * Who is alive, and what becomes of the jobs of those who are not. Each pool holds an advisory lock on its id for as long as its connection
 * lives, and every pool hands back the jobs of pools whose lock is free.
 */
import type { Job, WorkerUtils } from "graphile-worker";
import pg from "pg";
import type { Database } from "./database";

const PROBE_MS = 2_000;
const LOCK_CLASS = 77;

export type QueueLog = (level: "error" | "warning", message: string) => void;

/**
 * Of a job that is taken over, the runs that went on meanwhile: a run that rested has a job of its own, under its id as the key, and
 * somebody may be working on that. On the first try there can be none.
 */
export async function resumedElsewhere(
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

export async function holdAlive(url: string): Promise<Alive> {
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

export function reap(given: {
  database: Database;
  utils: WorkerUtils;
  alive: Alive;
  log: QueueLog;
}): () => void {
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
