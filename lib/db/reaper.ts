/**
 * Who is alive, and what becomes of the jobs of those who are not. Each pool holds an advisory lock on its id for as long as its connection
 * lives, and every pool hands back the jobs of pools whose lock is free.
 */
import pg from "pg";
import type { Database } from "./database";
import { inTransaction } from "./in-transaction";
import { RUN_TASK } from "./run-task";

const PROBE_MS = 2_000;
const LOCK_CLASS = 77;

export type QueueLog = (level: "error" | "warning", message: string) => void;

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

/*
 * What was being executed in those workers. Of a run that went on under a job of its own, which somebody else holds or nobody yet, nothing is
 * known here. Locks the rows of these runs; the caller is the only reaper (it holds a lock), so no death is counted twice.
 */
const STRIKE = `
with held as (
  select ids.run_id, max(j.attempts) as taken
  from graphile_worker._private_jobs j
  cross join lateral json_array_elements_text(
    case json_typeof(j.payload) when 'array' then j.payload else json_build_array(j.payload->>'runId') end) as ids(run_id)
  where j.locked_by = any($1) and not exists (
    select 1 from graphile_worker._private_jobs o
    where o.key = ids.run_id and o.id <> j.id and (o.locked_by is null or o.locked_by <> all($1)))
  group by ids.run_id)
update run r set strikes = r.strikes + old.on_trial::int, on_trial = false
from held join run old on old.id = held.run_id
where r.id = held.run_id and r.status = 'running' and r.under_way is not null
returning r.id, r.workflow_id, old.on_trial, held.taken`;

/* A job of their own, under their id: the job that they came in, if it carried others too, leaves them alone from now on. */
const TRY = `
select count(*) from graphile_worker.add_jobs((select array_agg(
  ($1, json_build_object('runId', t.id, 'onTrial', true), null, now() + t.pause_ms * interval '1 millisecond', 25, t.id, null,
  array[t.workflow_id])::graphile_worker.job_spec) from unnest($2::text[], $3::text[], $4::int[]) as t(id, workflow_id, pause_ms)))`;

/** Deaths of a job's workers before what was under way in it is suspected: the first may have been anybody's. */
const DEATHS_TO_SUSPECT = 2;
/** Between two trials of a run, so that somebody who kills workers in a row cannot hit the same trial twice. */
const BETWEEN_TRIALS_MS = 20_000;

/**
 * Hands back the jobs of workers that are gone and puts on trial what may have stopped them, in one transaction. The answer is how many
 * workers had jobs.
 */
export const takeOver = ({ pool }: Pick<Database, "pool">, workers: readonly string[]): Promise<number> =>
  inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext('reaping'))`);
    const holders = await client.query(
      "select distinct locked_by from graphile_worker._private_jobs where locked_by = any($1)",
      [workers],
    );
    const { rows } = await client.query<{
      id: string;
      workflow_id: string;
      on_trial: boolean;
      taken: number;
    }>(STRIKE, [workers]);
    await client.query("select graphile_worker.force_unlock_workers($1)", [workers]);
    const suspects = rows.filter(({ on_trial, taken }) => on_trial || taken >= DEATHS_TO_SUSPECT);
    const pauses = suspects.map(({ on_trial }) => (on_trial ? BETWEEN_TRIALS_MS : 0));
    if (suspects.length > 0)
      await client.query(TRY, [
        RUN_TASK,
        suspects.map(({ id }) => id),
        suspects.map(({ workflow_id }) => workflow_id),
        pauses,
      ]);
    return holders.rowCount ?? 0;
  });

export function reap(given: { database: Database; alive: Alive; log: QueueLog }): () => void {
  const { database, alive, log } = given;
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
        const taken = await takeOver(database, sure);
        if (taken > 0) log("warning", `took over the runs of ${taken} worker(s) that ended without a word`);
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
