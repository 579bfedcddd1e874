/** The lines of runs that wait for their workflow's turn, on PostgreSQL. What a run has is either a row here or a job in the queue. */
import type { Pool } from "pg";
import { groupCommit } from "./group-commit";
import { RUN_TASK } from "./run-task";

/** A job that this worker holds from the start: it was never there for others to take. */
export interface ClaimedJob {
  id: string;
  workflowId: string;
  runIds: string[];
}

export interface RunBacklog {
  /** Moves a job that this process works on to the end of its workflow's line. */
  putOff(job: { id: string; workflowId: string; runIds: readonly string[]; keyed: boolean }): Promise<void>;
  /** Of every workflow that is not in `full` so many `rows`, at first a few; and which workflows had something. */
  claim(given: {
    holder: string;
    full: string[];
    rows: Record<string, number>;
    /** Jobs of this holder whose runs are through: they are deleted on the way. */
    done: string[];
  }): Promise<{ jobs: ClaimedJob[]; lines: string[] }>;
  /** The runs in `failed` are tried again later, by anybody. */
  tryAgain(job: { holder: string; jobId: string; failed: string[] }): Promise<void>;
  /** Deletes what is `done`, and hands back what is still held. */
  release(holder: string, done: string[]): Promise<void>;
}

const FIRST_ROWS = 8;

export function createRunBacklog(pool: Pool): RunBacklog {
  const putOff = groupCommit(async (jobs: Parameters<RunBacklog["putOff"]>[0][]) => {
    const rows = jobs.map(({ id, workflowId, runIds, keyed }) => ({
      id,
      workflow_id: workflowId,
      run_ids: runIds,
      keyed,
    }));
    await pool.query({ name: "put off runs", text: PUT_OFF, values: [JSON.stringify(rows)] });
    return jobs.map(() => undefined);
  });
  return {
    putOff,
    async claim({ holder, full, rows, done }) {
      const result = await pool.query({
        name: "claim from backlog",
        text: CLAIM,
        values: [full, JSON.stringify(rows), holder, RUN_TASK, done],
      });
      const { lines, jobs } = result.rows[0];
      return { lines: lines ?? [], jobs: jobs ?? [] };
    },
    async tryAgain({ holder, jobId, failed }) {
      await pool.query(TRY_AGAIN, [jobId, holder, JSON.stringify(failed)]);
    },
    async release(holder, done) {
      await pool.query(RELEASE, [holder, done]);
    },
  };
}

/*
 * One statement, so one transaction: the job loses its runs and its key in the moment that the backlog gets them. The caller holds the
 * job's lock; if it dies before the queue deletes the empty job, whoever takes that over finds nothing in it.
 */
const PUT_OFF = `
with given as (
  select * from jsonb_to_recordset($1::jsonb) as g(id bigint, workflow_id text, run_ids text[], keyed boolean)),
emptied as (
  update graphile_worker._private_jobs j set payload = '[]', key = null from given g where j.id = g.id returning j.id)
insert into run_backlog (workflow_id, run_ids, keyed)
select g.workflow_id, g.run_ids, g.keyed from given g join emptied e on e.id = g.id order by g.id`;

/*
 * The recursion looks up each workflow that has a line with one step in the index, however long the lines are. Rows that another worker is
 * just taking are skipped; a row that is deleted here becomes a job that is locked by this worker in the same transaction, so it is claimed
 * once. Where a rested run was given another job meanwhile (its question was answered), that one is enough. If this worker dies, its jobs are handed on like those of any other (reap).
 */
const CLAIM = `
with recursive gone as (
  delete from graphile_worker._private_jobs where id = any($5::bigint[])),
line as (
  (select workflow_id from run_backlog order by workflow_id limit 1)
  union all
  select (select b.workflow_id from run_backlog b where b.workflow_id > line.workflow_id order by b.workflow_id limit 1)
  from line where line.workflow_id is not null),
picked as (
  select p.id, t.id as task_id
  from (select id from graphile_worker._private_tasks where identifier = $4) t cross join line cross join lateral (
    select b.id from run_backlog b where b.workflow_id = line.workflow_id order by b.id
    limit coalesce(($2::jsonb ->> line.workflow_id)::int, ${FIRST_ROWS}) for update skip locked) p
  where line.workflow_id is not null and line.workflow_id <> all($1::text[])),
taken as (
  delete from run_backlog b using picked where b.id = picked.id
  returning b.id, b.workflow_id, b.run_ids, b.keyed, picked.task_id),
claimed as (
  insert into graphile_worker._private_jobs (task_id, payload, key, attempts, flags, locked_at, locked_by)
  select taken.task_id, case when taken.keyed then json_build_object('runId', taken.run_ids[1]) else to_json(taken.run_ids) end,
    case when taken.keyed then taken.run_ids[1] end, 1, jsonb_build_object(taken.workflow_id, true), now(), $3
  from taken order by taken.id
  on conflict (key) do nothing
  returning id, payload, flags)
select (select array_agg(workflow_id) from line where workflow_id is not null) as lines,
  (select json_agg(json_build_object('id', id::text, 'workflowId', (select jsonb_object_keys(flags) limit 1),
    'runIds', case when json_typeof(payload) = 'array' then payload else json_build_array(payload -> 'runId') end) order by id)
   from claimed) as jobs`;

/** The same back-off as the queue's own. */
const TRY_AGAIN = `
update graphile_worker._private_jobs
set payload = case when key is null then $3::json else payload end, locked_at = null, locked_by = null,
  run_at = now() + exp(least(attempts, 10)) * interval '1 second'
where id = $1 and locked_by = $2`;

const RELEASE = `
with gone as (delete from graphile_worker._private_jobs where id = any($2::bigint[]))
update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_by = $1 and id <> all($2::bigint[])`;
