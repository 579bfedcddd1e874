/** The engine's RunStore on PostgreSQL: hand-written statements, one commit for many runs. */

import { keysToGoOn } from "../engine/keys-to-go-on";
import { openLoopOf } from "../engine/open-loop";
import type { LoadedRun, MarkedRun, RunChange, RunStore, StepRecord, UnderWay } from "../engine/run-store";
import type { WorkflowDocument } from "../graph/workflow";
import type { Database } from "./database";
import { groupCommit } from "./group-commit";
import type { Notice } from "./notify";
import { RESTED_PRIORITY, RUN_TASK } from "./run-task";

/** Versions never change, so a document is parsed once per process. */
const MAX_DOCUMENTS = 500;
/** Nobody outside waits for a step's record, so what comes during a flush gathers: fewer and larger statements. */
const ONE_LANE = { lanes: 1 };

export function createRunStore({ pool, notices }: Database): RunStore {
  const documents = new Map<string, WorkflowDocument>();

  async function documentOf(versionId: string): Promise<WorkflowDocument | null> {
    const known = documents.get(versionId);
    if (known !== undefined) return known;
    const { rows } = await pool.query("select document from workflow_version where id = $1", [versionId]);
    if (rows[0] === undefined) return null;
    if (documents.size >= MAX_DOCUMENTS) documents.clear();
    documents.set(versionId, rows[0].document);
    return rows[0].document;
  }

  const load = groupCommit(async (ids: string[]) => {
    const { rows } = await pool.query({ name: "load runs", text: LOAD, values: [ids] });
    const found = new Map(rows.map((row) => [row.id, row]));
    return Promise.all(
      ids.map(async (id) => {
        const row = found.get(id);
        const document = row && (await documentOf(row.version_id));
        return row && document ? withIterations(toLoadedRun(row, document)) : null;
      }),
    );
  }, ONE_LANE);

  /** Only where a loop is open: the records of its iterations, without those of what is done. */
  async function withIterations(run: LoadedRun): Promise<LoadedRun> {
    if (!run.steps.some((step) => openLoopOf(step) !== null)) return run;
    const within = await pool.query({ name: "keys in loops", text: KEYS_IN_LOOPS, values: [run.id] });
    const outside = run.steps.map(({ nodeId, status }) => ({ key: nodeId, status }));
    const keys = keysToGoOn(run.document, { outside, within: within.rows });
    const { rows } = await pool.query({ name: "steps by key", text: STEPS_BY_KEY, values: [run.id, keys] });
    return { ...run, steps: [...run.steps, ...rows.map(({ step }) => toStep(step))] };
  }

  const record = groupCommit(async (changes: RunChange[]) => {
    const newest = [...new Map(changes.map((change) => [change.runId, change])).values()];
    // Two changes of one run in a batch cannot be told apart by one statement; they do not happen, because a run has one job.
    if (newest.length !== changes.length) throw new Error("two changes of one run in one batch");
    const { rows } = await pool.query({
      name: "record runs",
      text: RECORD,
      values: [...columnsOf(changes), RUN_TASK, RESTED_PRIORITY],
    });
    notices.send(changes.map(noticeOf));
    const written = new Set(rows.map((row) => row.id));
    return changes.map((change) => written.has(change.runId));
  }, ONE_LANE);

  const mark = groupCommit(async (runs: { runId: string; onTrial: boolean }[]) => {
    const { rows } = await pool.query({
      name: "mark runs",
      text: MARK,
      values: [runs.map(({ runId }) => runId), runs.map(({ onTrial }) => onTrial)],
    });
    const found = new Map(rows.map((row) => [row.id, toMarkedRun(row)]));
    return runs.map(({ runId }) => found.get(runId) ?? null);
  }, ONE_LANE);

  return { load, mark, record };
}

/*
 * `= any(array[…])` in these statements is an equality that can be no hash join: each run is looked up in the one week that its id belongs to,
 * however old it is and whatever the tables held when the statement was planned.
 */
const LOAD = `
select r.id, r.workspace_id, r.workflow_id, r.workflow_version_id as version_id, r.status, r.started_at, r.trigger_output, r.under_way,
       coalesce((select jsonb_agg(to_jsonb(s)) from step s where s.run_id = r.id and strpos(s.node_id, '#') = 0), '[]') as steps
from unnest($1::text[]) as wanted(id) join run r on r.id = any(array[wanted.id])`;

/* What is within loops has the iteration in its key (lib/graph/step-key.ts). */
const KEYS_IN_LOOPS =
  "select node_id as key, status from step where run_id = $1 and strpos(node_id, '#') > 0";
const STEPS_BY_KEY = "select to_jsonb(s) as step from step s where run_id = $1 and node_id = any($2::text[])";

/* Locks the rows of runs that have not ended; who marks one twice says the same twice. */
const MARK = `
update run r set status = 'running', started_at = coalesce(r.started_at, now()), under_way = coalesce(r.under_way, '{}'),
  on_trial = m.on_trial
from unnest($1::text[], $2::boolean[]) as m(id, on_trial)
where r.id = any(array[m.id]) and r.status not in ('canceled', 'completed', 'failed', 'filtered')
returning r.id, r.workspace_id, r.workflow_id, r.started_at, r.under_way, r.strikes`;

/*
 * One statement, so one transaction. The update of run comes first: it takes the row's lock, and a run that was canceled or deleted gives
 * no row, so that nothing of its change is written. Steps and attempts are whole rows, so writing them twice is harmless. The job for a
 * later time replaces one that is waiting under the same key; the job that is running now has lost its key and is not touched. A run that
 * rests or ends has come through its trial. The time is by the worker's clock: where that is behind the database's, the job would be due at
 * once, and the run found resting, over and over until the clock gets there; so it is looked at once a second.
 */
const RECORD = `
with change as (
  select * from jsonb_to_recordset($1::jsonb) as c(run_id text, status text, started_at timestamptz, finished_at timestamptz,
    error jsonb, under_way jsonb, asks boolean, resume_at timestamptz)),
moved as (
  update run r set status = c.status, started_at = c.started_at, finished_at = c.finished_at, error = c.error,
    under_way = c.under_way, asks = c.asks, on_trial = r.on_trial and c.status = 'running',
    strikes = case c.status when 'running' then r.strikes else 0 end
  from change c where r.id = any(array[c.run_id]) and r.status not in ('canceled', 'completed', 'failed', 'filtered')
  returning r.id, r.workspace_id, r.workflow_id, r.status, c.resume_at),
steps as (
  insert into step (run_id, node_id, workspace_id, status, branches, branched, input, output, report, error, question, attempts,
    resume_at, started_at, finished_at)
  select s.run_id, s.node_id, m.workspace_id, s.status, s.branches, s.branched, s.input, s.output, s.report, s.error, s.question,
    s.attempts, s.resume_at, s.started_at, s.finished_at
  from jsonb_to_recordset($2::jsonb) as s(run_id text, node_id text, status text, branches text[], branched boolean, input jsonb,
    output jsonb, report jsonb, error jsonb, question jsonb, attempts int, resume_at timestamptz, started_at timestamptz, finished_at timestamptz)
  join moved m on m.id = s.run_id
  on conflict (run_id, node_id) do update set status = excluded.status, branches = excluded.branches, branched = excluded.branched,
    input = excluded.input, output = excluded.output, report = excluded.report, error = excluded.error,
    question = excluded.question, attempts = excluded.attempts, resume_at = excluded.resume_at, started_at = excluded.started_at,
    finished_at = excluded.finished_at),
attempts as (
  insert into attempt (run_id, node_id, number, workspace_id, status, error, started_at, finished_at)
  select a.run_id, a.node_id, a.number, m.workspace_id, a.status, a.error, a.started_at, a.finished_at
  from jsonb_to_recordset($3::jsonb) as a(run_id text, node_id text, number int, status text, error jsonb, started_at timestamptz,
    finished_at timestamptz)
  join moved m on m.id = a.run_id
  on conflict (run_id, node_id, number) do update set status = excluded.status, error = excluded.error,
    finished_at = excluded.finished_at),
jobs as (
  select count(*) from graphile_worker.add_jobs(coalesce((select array_agg(
    ($4, json_build_object('runId', id), null, case when resume_at < now() - interval '250 milliseconds' then now() + interval '1 second'
      else resume_at end, 25, id, $5, array[workflow_id])::graphile_worker.job_spec)
    from moved where resume_at is not null), '{}')))
select id, (select count from jobs) from moved`;

const noticeOf = ({ runId, workspaceId, workflowId, run }: RunChange): Notice => ({
  type: "run",
  workspaceId,
  runId,
  workflowId,
  status: run?.status ?? "running",
});

function columnsOf(changes: RunChange[]): [string, string, string] {
  const runs = changes.map(({ runId, run, resumeAt }) => ({
    run_id: runId,
    status: run?.status ?? "running",
    started_at: run?.startedAt,
    finished_at: run?.finishedAt,
    error: run?.error,
    under_way: run?.underWay,
    asks: run?.asks ?? false,
    resume_at: resumeAt,
  }));
  const steps = changes.flatMap(({ runId, steps }) => steps.map((step) => stepRow(runId, step)));
  const attempts = changes.flatMap(({ runId, attempts }) =>
    attempts.map((attempt) => ({
      run_id: runId,
      node_id: attempt.nodeId,
      number: attempt.number,
      status: attempt.status,
      error: attempt.error,
      started_at: attempt.startedAt,
      finished_at: attempt.finishedAt,
    })),
  );
  return [JSON.stringify(runs), JSON.stringify(steps), JSON.stringify(attempts)];
}

const stepRow = (runId: string, step: StepRecord) => ({
  run_id: runId,
  node_id: step.nodeId,
  status: step.status,
  branches: step.branches ?? [],
  branched: step.branches !== null,
  input: step.input,
  output: step.output,
  report: step.report,
  error: step.error,
  question: step.question,
  attempts: step.attempts,
  resume_at: step.resumeAt,
  started_at: step.startedAt,
  finished_at: step.finishedAt,
});

// biome-ignore lint/suspicious/noExplicitAny: a row as pg returns it; LOAD names its columns
function toLoadedRun(row: any, document: WorkflowDocument): LoadedRun {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    workflowId: row.workflow_id,
    versionId: row.version_id,
    status: row.status,
    startedAt: row.started_at,
    document,
    triggerOutput: row.trigger_output,
    underWay: row.under_way === null ? null : toUnderWay(row.under_way),
    steps: row.steps.map(toStep),
  };
}

const toDate = (text: string | null) => (text === null ? null : new Date(text));

// biome-ignore lint/suspicious/noExplicitAny: a row of step as to_jsonb writes it
const toStep = (row: any): StepRecord => ({
  nodeId: row.node_id,
  status: row.status,
  branches: row.branched ? row.branches : null,
  input: row.input,
  output: row.output,
  report: row.report,
  error: row.error,
  question: row.question,
  attempts: row.attempts,
  resumeAt: toDate(row.resume_at),
  startedAt: toDate(row.started_at),
  finishedAt: toDate(row.finished_at),
});

const toUnderWay = (stored: Record<string, { attempt: number; startedAt: string }>): UnderWay =>
  Object.fromEntries(
    Object.entries(stored).map(([id, { attempt, startedAt }]) => [
      id,
      { attempt, startedAt: new Date(startedAt) },
    ]),
  );

// biome-ignore lint/suspicious/noExplicitAny: a row as pg returns it; MARK names its columns
const toMarkedRun = (row: any): MarkedRun => ({
  workspaceId: row.workspace_id,
  workflowId: row.workflow_id,
  startedAt: row.started_at,
  underWay: toUnderWay(row.under_way),
  strikes: row.strikes,
});
