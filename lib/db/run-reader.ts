/** Runs for people to read. Every query names the workspace. */

import { firstIdAt } from "../base/ids";
import type { JsonValue } from "../base/json";
import type { AttemptStatus, RunStatus, StepError, StepQuestion, StepStatus } from "../engine/run-store";
import { hasLoops } from "../graph/loops";
import type { StepKey } from "../graph/step-key";
import type { WorkflowDocument } from "../graph/workflow";
import { containsPattern, type Page, pageOf, readCursor } from "./cursor";
import type { Database } from "./database";
import { findExactly } from "./exact-search";
import { findPage, type Scan } from "./list-scan";
import { createParams, type Params } from "./params";

export interface RunRow {
  id: string;
  workflow_id: string;
  workflow_name: string;
  version_number: number;
  event_id: string;
  replay_of: string | null;
  status: RunStatus;
  person_id: string | null;
  person_email: string | null;
  url: string | null;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  asks: boolean;
}
export interface RunDetailRow extends RunRow {
  error: { message: string; nodeId?: string } | null;
  trigger_output: JsonValue;
  under_way: Record<string, { attempt: number; startedAt: string }> | null;
  document: WorkflowDocument;
  subject: string | null;
  received_at: Date | null;
  older_id: string | null;
  newer_id: string | null;
}
export interface StepRow {
  node_id: string;
  status: StepStatus;
  branches: string[];
  branched: boolean;
  input: JsonValue | null;
  output: JsonValue | null;
  report: JsonValue | null;
  error: StepError | null;
  question: StepQuestion | null;
  /** Tries so far. */
  attempts: number;
  resume_at: Date | null;
  started_at: Date | null;
  finished_at: Date | null;
}
/** Of what is recorded within loops, without what is large. */
export interface IterationRow {
  /** A step's key, or an iteration's own. */
  node_id: StepKey;
  status: StepStatus;
  /** No way was left: a filter's step, or an iteration that was filtered. */
  filtered: boolean;
  asks: boolean;
  /** Only of iterations. */
  error: StepError | null;
  started_at: Date | null;
  finished_at: Date | null;
}
export interface AttemptRow {
  node_id: string;
  number: number;
  status: AttemptStatus;
  error: StepError | null;
  started_at: Date;
  finished_at: Date | null;
}

export interface RunFilter {
  workflowId?: string;
  status?: string;
  person?: string;
  url?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit: number;
}

const COLUMNS = `r.id, r.workflow_id, coalesce(w.name, 'Deleted workflow') as workflow_name, coalesce(v.number, 0) as version_number, r.event_id,
  r.replay_of, r.status, r.person_id, r.person_email, r.url, r.created_at, r.started_at, r.finished_at, r.asks`;
const JOINS = `left join workflow w on w.id = r.workflow_id left join workflow_version v on v.id = r.workflow_version_id`;

/** Each of these is in `run.notable`, which has an index; of the others there are many, or few that are old. */
const NOTABLE = ["waiting", "failed", "canceled"];

/** No status of its own, but asked for like one; it has an index, too. */
const NEEDS_ANSWER = "needs_answer";

/**
 * Newest first. A filter looks through SCANNED_AT_ONCE rows at most; but a whole person id or e-mail address finds all runs there are of
 * that person, however old.
 */
export async function listRunRows(
  { pool }: Database,
  workspaceId: string,
  filter: RunFilter,
): Promise<Page<RunRow>> {
  const { person, limit } = filter;
  // Both at once: each takes as long as the other, and which of them counts is known afterwards.
  const [exact, similar] = await Promise.all([
    person ? runsOfExactly(pool, workspaceId, { ...filter, person }) : null,
    findPage(pool, scanOf(workspaceId, filter), limit),
  ]);
  const page = exact === null ? similar : pageOf(exact.map(toRow), { limit, last: null });
  const { rows } = await pool.query<RunRow>(BY_ID, [workspaceId, page.rows.map(({ id }) => id)]);
  return { ...page, rows };
}

const BY_ID = `select ${COLUMNS} from run r ${JOINS} where r.workspace_id = $1 and r.id = any($2) order by r.id desc`;

const toRow = (id: string) => ({ id });

/** Of the person with this id or address; null where there is none such. */
const runsOfExactly = (pool: Database["pool"], workspaceId: string, filter: RunFilter & { person: string }) =>
  findExactly(pool, {
    table: "run",
    columns: [filter.person.includes("@") ? "person_email" : "person_id"],
    workspaceId,
    text: filter.person,
    before: readCursor("run", filter.cursor),
    where: (params) => {
      const { where, filters } = conditionsOf(filter, params);
      return [...where, ...filters(params)];
    },
    limit: filter.limit + 1,
  });

function scanOf(workspaceId: string, filter: RunFilter): Scan {
  const params = createParams();
  const conditions = conditionsOf(filter, params);
  const where = [`workspace_id = ${params.add(workspaceId)}`, ...conditions.where];
  const cursor = readCursor("run", filter.cursor);
  if (cursor !== null) where.push(`id < ${params.add(cursor)}`);
  const scan = { from: `from run where ${where.join(" and ")} order by id desc`, values: [...params.values] };
  const filters = conditions.filters(params);
  if (filter.person) {
    const pattern = params.add(containsPattern(filter.person));
    filters.push(`(person_id ilike ${pattern} or person_email ilike ${pattern})`);
  }
  return { ...scan, filters, params };
}

/** Without the person: what an index knows, and what a row must fulfil besides. */
function conditionsOf(filter: RunFilter, params: Params) {
  const where: string[] = [];
  if (filter.from) where.push(`id >= ${params.add(firstIdAt("run", Date.parse(filter.from)))}`);
  if (filter.to) where.push(`id < ${params.add(firstIdAt("run", Date.parse(filter.to) + 1))}`);
  if (filter.workflowId) where.push(`workflow_id = ${params.add(filter.workflowId)}`);
  const status = statusParts(filter.status ?? "", params);
  where.push(...status.where);
  const filters = (all: Params): string[] => [
    ...status.filters(all),
    ...(filter.url ? [`url ilike ${all.add(containsPattern(filter.url))}`] : []),
  ];
  return { where, filters };
}

/** What an index knows, and what a row must fulfil besides. */
function statusParts(text: string, params: Params) {
  const statuses = text === "" ? [] : text.split(",");
  const [first = ""] = statuses;
  const alone = statuses.length === 1;
  if (alone && first === NEEDS_ANSWER) return { where: ["asks"], filters: () => [] };
  const asks = statuses.includes(NEEDS_ANSWER) ? " or asks" : "";
  return {
    where: alone && NOTABLE.includes(first) ? [`notable = ${params.add(first)}`] : [],
    filters: (all: Params) =>
      alone || statuses.length > 1 ? [`(status = any(${all.add(statuses)})${asks})`] : [],
  };
}

/** Neighbors are of the same workflow, as its list shows them. */
const ONE = `select ${COLUMNS}, r.error, r.trigger_output, r.under_way, v.document, e.subject, e.received_at,
  (select o.id from run o where o.workflow_id = r.workflow_id and o.id < r.id order by o.id desc limit 1) as older_id,
  (select n.id from run n where n.workflow_id = r.workflow_id and n.id > r.id order by n.id limit 1) as newer_id
from run r ${JOINS} left join event e on e.id = r.event_id
where r.workspace_id = $1 and r.id = $2`;

export interface FoundRun {
  run: RunDetailRow;
  steps: StepRow[];
  attempts: AttemptRow[];
  /** What is recorded within loops; empty where the document has none. */
  within: IterationRow[];
}

const STEPS = `select * from step where run_id = $1 and`;
const ORDER = `order by started_at nulls last, node_id`;
const WITHIN = `select node_id, status, branched and branches = '{}' as filtered, case when attempts = 0 then error end as error,
  status = 'waiting' and question is not null and question->>'answer' is null as asks, started_at, finished_at
from step where run_id = $1 and strpos(node_id, '#') > 0`;

/** The steps outside of loops, or those that are asked for. */
export async function readRun(
  { pool }: Database,
  { workspaceId, runId }: { workspaceId: string; runId: string },
  keysIn?: (document: WorkflowDocument) => StepKey[],
): Promise<FoundRun | null> {
  const { rows } = await pool.query<RunDetailRow>(ONE, [workspaceId, runId]);
  const [run] = rows;
  if (run === undefined) return null;
  const keys = keysIn?.(run.document);
  const [where, values] =
    keys === undefined ? ["strpos(node_id, '#') = 0", [runId]] : ["node_id = any($2)", [runId, keys]];
  const steps = await pool.query<StepRow>(`${STEPS} ${where} ${ORDER}`, values);
  const attempts = await pool.query<AttemptRow>(
    `select * from attempt where run_id = $1 and ${where} order by node_id, number`,
    values,
  );
  const within = hasLoops(run.document) ? (await pool.query<IterationRow>(WITHIN, [runId])).rows : [];
  return { run, steps: steps.rows, attempts: attempts.rows, within };
}

/** False where it had ended already. Steps that have not ended are canceled with it, and its job is taken off the queue. */
export async function cancelRunRow({ pool }: Database, workspaceId: string, runId: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `with canceled as (
       update run set status = 'canceled', finished_at = now(), asks = false
       where id = $1 and workspace_id = $2 and status in ('pending', 'running', 'waiting') returning id),
     steps as (
       update step set status = 'canceled', finished_at = now(), resume_at = null
       where run_id in (select id from canceled) and status in ('pending', 'running', 'waiting'))
     select graphile_worker.remove_job(id) from canceled`,
    [runId, workspaceId],
  );
  return rowCount === 1;
}
