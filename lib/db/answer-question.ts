/** A person's word on a try that was cut short, written with all that follows from it. */
import type { Answer, StepError, StepQuestion } from "../engine/run-store";
import type { Database } from "./database";
import { inTransaction } from "./in-transaction";
import { RUN_TASK } from "./run-task";

export interface AnswerEntry {
  workspaceId: string;
  runId: string;
  nodeId: string;
  /** The try that was asked about. */
  attempt: number;
  answer: Answer;
  /** Where the answer is `fail`. */
  error: StepError | null;
  audit: { id: string; actor: string };
}
/** `gone`: nobody asks this (any more). `busy`: a worker has the run at this moment. */
export type AnswerOutcome = "answered" | "gone" | "busy";

const STATUS = { repeat: "pending", skip: "completed", fail: "failed" } as const;

/*
 * The run's row is locked, so of two answers one finds no open question. Its job, if it has one, is locked too: a worker passes over locked
 * jobs, and one that a worker holds already makes the answer wait; so a run is never in two hands. Step, run, audit and job are one
 * statement.
 */
const ANSWER = `
with job as materialized (select locked_at from graphile_worker._private_jobs where key = $1 for update),
asked as (
  select r.id, r.workspace_id from run r where r.id = $1 and r.workspace_id = $2 and r.asks and r.status in ('waiting', 'pending')
    and not exists (select 1 from job where locked_at is not null)),
answered as (
  update step s set status = $5, error = $6::jsonb, finished_at = case when $5 = 'pending' then null else now() end,
    question = s.question || $7::jsonb
  from asked where s.run_id = asked.id and s.node_id = $3 and s.status = 'waiting' and (s.question->>'attempt')::int = $4
    and s.question->>'answer' is null
  returning s.run_id, s.workspace_id),
moved as (
  update run r set status = 'pending', asks = exists (
    select 1 from step o where o.run_id = r.id and o.node_id <> $3 and o.status = 'waiting' and o.question is not null
      and o.question->>'answer' is null)
  from answered where r.id = answered.run_id
  returning r.id, r.workflow_id),
gone as (
  delete from run_backlog b using answered where b.keyed and b.run_ids = array[answered.run_id]),
entry as (
  insert into audit_entry (id, workspace_id, actor, action, subject_id, details)
  select $8, workspace_id, $9, 'run.answered', run_id, $10::jsonb from answered),
jobs as (
  select count(*) from graphile_worker.add_jobs(coalesce((select array_agg(
    ($11, json_build_object('runId', id), null, now(), 25, id, null, array[workflow_id])::graphile_worker.job_spec) from moved), '{}')))
select (select count(*) from answered)::int as answered, (select count from jobs), exists (
  select 1 from step s join run r on r.id = s.run_id and r.asks where s.run_id = $1 and s.workspace_id = $2 and s.node_id = $3
    and s.status = 'waiting' and (s.question->>'attempt')::int = $4 and s.question->>'answer' is null) as open`;

export const answerQuestion = (
  { pool, notices }: Pick<Database, "pool" | "notices">,
  entry: AnswerEntry,
): Promise<AnswerOutcome> =>
  inTransaction(pool, async (client) => {
    const { runId, workspaceId, nodeId, attempt, answer } = entry;
    const run = await client.query<{ workflow_id: string }>(
      "select workflow_id from run where id = $1 and workspace_id = $2 for update",
      [runId, workspaceId],
    );
    const question: Pick<StepQuestion, "answer" | "answeredAt"> = {
      answer,
      answeredAt: new Date().toISOString(),
    };
    const { rows } = await client.query<{ answered: number; open: boolean }>(ANSWER, [
      runId,
      workspaceId,
      nodeId,
      attempt,
      STATUS[answer],
      entry.error === null ? null : JSON.stringify(entry.error),
      JSON.stringify(question),
      entry.audit.id,
      entry.audit.actor,
      JSON.stringify({ nodeId, attempt, answer }),
      RUN_TASK,
    ]);
    if (rows[0]?.answered === 1) {
      const workflowId = run.rows[0]?.workflow_id ?? "";
      notices.send([{ type: "run", workspaceId, runId, workflowId, status: "pending" }]);
      return "answered";
    }
    return rows[0]?.open ? "busy" : "gone";
  });
