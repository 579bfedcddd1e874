/**
 * At most so many runs of a workflow at once, over all workers: a run has one of the workflow's numbered places while it is worked on. A run
 * that rests has none. The place belongs to the run, so whoever goes on with a dead worker's run goes on with its place. Runs that find all
 * places taken wait in memory and in line, without a slot; only the first of a line asks the database.
 */
import type { Pool } from "pg";
import { groupCommit } from "./group-commit";

export interface RunPlaces {
  use(
    run: { workflowId: string; runId: string; signal: AbortSignal },
    work: () => Promise<void>,
  ): Promise<void>;
  /** Runs of a workflow that wait for a place in this process. */
  waiting(workflowId: string): number;
}

/** A changed limit is seen after so long at the latest. */
const KEPT_MS = 2_000;
const MAX_KNOWN = 10_000;
/** Another worker's place was given back: nobody tells, so the first in line looks. */
const LOOK_MS = 250;
const TIDY_MS = 30_000;

interface Line {
  runs: { runId: string; enter: () => void }[];
  /** Ends the pause of the first in line. */
  wake: () => void;
}

export function createRunPlaces(pool: Pool): RunPlaces {
  const limitOf = createLimits(pool);
  const lines = new Map<string, Line>();
  let tidyAt = 0;

  /** Places of runs that ended without giving them back: their worker could not reach the database just then. */
  async function tidy(): Promise<void> {
    if (performance.now() < tidyAt) return;
    tidyAt = performance.now() + TIDY_MS;
    await pool.query(TIDY);
  }

  async function take(workflowId: string, runId: string): Promise<boolean> {
    const limit = await limitOf(workflowId);
    if (limit === null) return true;
    const { rows } = await pool.query<{ got: boolean }>({
      name: "take run place",
      text: TAKE,
      values: [workflowId, runId, limit],
    });
    if (rows[0]?.got !== true) await tidy();
    return rows[0]?.got === true;
  }

  /** What could not be given back is tidied up later. */
  async function free(runId: string): Promise<void> {
    await pool.query(FREE, [runId]).catch(() => undefined);
  }

  /** From a worker that died. It must not stand behind those that wait for it. */
  async function hasPlace(runId: string): Promise<boolean> {
    const { rowCount } = await pool.query({
      name: "has run place",
      text: "select 1 from run_place where run_id = $1",
      values: [runId],
    });
    return rowCount !== 0;
  }

  async function lead(workflowId: string, line: Line): Promise<void> {
    for (let first = line.runs[0]; first !== undefined; first = line.runs[0]) {
      const woken = new Promise<void>((resolve) => {
        line.wake = resolve;
      });
      if (!(await take(workflowId, first.runId).catch(() => false)))
        await Promise.race([woken, later(LOOK_MS)]);
      else if (line.runs.includes(first)) {
        line.runs = line.runs.filter((one) => one !== first);
        first.enter();
      } else await free(first.runId);
    }
    lines.delete(workflowId);
  }

  function stand(workflowId: string, runId: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const line = lines.get(workflowId) ?? { runs: [], wake: () => undefined };
      const leave = () => {
        line.runs = line.runs.filter((one) => one.runId !== runId);
        line.wake();
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      line.runs.push({ runId, enter });
      if (lines.has(workflowId)) return;
      lines.set(workflowId, line);
      void lead(workflowId, line);
    });
  }

  return {
    async use({ workflowId, runId, signal }, work) {
      if (workflowId === "" || (await limitOf(workflowId)) === null) return work();
      signal.throwIfAborted();
      if (!(await hasPlace(runId))) await stand(workflowId, runId, signal);
      try {
        await work();
      } finally {
        await free(runId);
        lines.get(workflowId)?.wake();
      }
    },
    waiting: (workflowId) => lines.get(workflowId)?.runs.length ?? 0,
  };
}

/** Of a workflow, how many runs it may have at once; null for any number. */
function createLimits(pool: Pool): (workflowId: string) => Promise<number | null> {
  const known = new Map<string, { limit: number | null; untilMs: number }>();
  const read = groupCommit(
    async (ids: string[]) => {
      const { rows } = await pool.query({
        name: "read run limits",
        text: LIMITS,
        values: [[...new Set(ids)]],
      });
      const found = new Map<string, number | null>(rows.map((row) => [row.id, row.max_runs]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { lanes: 1 },
  );
  return async (workflowId) => {
    const entry = known.get(workflowId);
    if (entry !== undefined && entry.untilMs > performance.now()) return entry.limit;
    const limit = await read(workflowId);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(workflowId, { limit, untilMs: performance.now() + KEPT_MS });
    return limit;
  };
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Of the live version; of the newest one for a workflow that is not live and has runs left. */
const LIMITS = `
select w.id, (v.document -> 'settings' ->> 'maxRuns')::int as max_runs
from workflow w join workflow_version v on v.id = coalesce(w.live_version_id,
  (select n.id from workflow_version n where n.workflow_id = w.id order by n.number desc limit 1))
where w.id = any($1)`;

/*
 * The primary key decides: two workers that choose the same number at the same moment wait for each other, and the second inserts nothing. It
 * looks again a moment later. A run that has a place keeps it.
 */
const TAKE = `
with held as (select from run_place where run_id = $2),
taken as (
  insert into run_place (workflow_id, number, run_id)
  select $1, n, $2 from generate_series(1, $3::int) n
  where not exists (select from held) and not exists (select from run_place p where p.workflow_id = $1 and p.number = n)
  order by random() limit 1
  on conflict do nothing returning number)
select exists (select from held) or exists (select from taken) as got`;

const FREE = "delete from run_place where run_id = $1";

const TIDY = `
delete from run_place p where not exists (
  select from run r where r.id = p.run_id and r.status in ('pending', 'running', 'waiting'))`;
