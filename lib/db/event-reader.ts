/** The inbox for people to read: deliveries with the events they carried or repeated. Every query names the workspace. */

import { siblingId } from "../base/ids";
import type { JsonValue } from "../base/json";
import type { Page } from "./cursor";
import type { Database } from "./database";
import { findInboxPage, type InboxFilter } from "./inbox-pages";

export interface EventRow {
  id: string;
  external_event_id: string | null;
  type: string;
  status: string;
  held_reason: string | null;
  person_id: string | null;
  person_email: string | null;
  url: string | null;
  subject: string | null;
  message_delivery_id: string | null;
  occurred_at: string | null;
  received_at: string;
  runs: { id: string; workflowId: string; workflowName: string; status: string }[];
}
export interface InboxRow {
  id: string;
  endpoint_id: string;
  connection_name: string | null;
  status: string;
  reason: string | null;
  message: string | null;
  received_at: Date;
  event: EventRow | null;
}
export interface InboxDetailRow extends InboxRow {
  payload: JsonValue | null;
  body: Buffer | null;
  headers: Record<string, string>;
}
/*
 * Runs of an event carry its millisecond in their ids, so they lie side by side under the primary key; its replays have an index.
 */
const RUNS = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'workflowId', r.workflow_id, 'workflowName', coalesce(w.name, ''), 'status',
  r.status) order by r.id) from (
    select id, workflow_id, status from run where id > 'run_' || substr(e.id, 5, 10) and id < 'run_' || substr(e.id, 5, 10) || '~'
      and event_id = e.id and replay_of is null
    union all select id, workflow_id, status from run where id > 'run_' || substr(e.id, 5, 10) and event_id = e.id and replay_of is not null
  ) r left join workflow w on w.id = r.workflow_id), '[]')`;
const COLUMNS = `d.id, d.endpoint_id, c.name as connection_name, d.status, d.reason, d.message, d.received_at,
  case when e.id is null then null else to_jsonb(e) - 'payload' || jsonb_build_object('runs', ${RUNS}) end as event`;
const CONNECTION =
  "left join endpoint p on p.id = d.endpoint_id left join connection c on c.id = p.connection_id";

/**
 * Newest first. A filter looks through SCANNED_AT_ONCE rows at most; but a search for a whole id, person or e-mail address finds all there
 * are, however old, and where it finds any it finds nothing else. First the ids of the page are found in the one table whose index fits, then
 * what is shown of them is read: joined at once, the planner may join all there is.
 */
export async function listInbox(
  { pool }: Database,
  workspaceId: string,
  filter: InboxFilter,
): Promise<Page<InboxRow>> {
  const page = await findInboxPage(pool, workspaceId, filter);
  const { rows } = await pool.query<InboxRow>(BY_ID, [workspaceId, page.rows.map(({ id }) => id)]);
  return { ...page, rows };
}

const BY_ID = `select ${COLUMNS} from delivery d left join event e on e.id = d.event_id ${CONNECTION}
  where d.workspace_id = $1 and d.id = any($2) order by d.id desc`;

/** By the delivery's id, or by the event's: then the delivery that brought it. */
export async function readInboxItem(
  { pool }: Database,
  workspaceId: string,
  id: string,
): Promise<InboxDetailRow | null> {
  const { rows } = await pool.query<InboxDetailRow>(
    `select ${COLUMNS}, e.payload, d.body, d.headers from delivery d left join event e on e.id = d.event_id ${CONNECTION}
     where d.workspace_id = $1 and d.id = $2`,
    [workspaceId, siblingId("dlv", id)],
  );
  return rows[0] ?? null;
}

/** The newest verified event of a type in a workspace, for samples. */
export async function newestEvent(
  { pool }: Database,
  workspaceId: string,
  type: string,
): Promise<{ id: string; payload: JsonValue; received_at: Date } | null> {
  const { rows } = await pool.query<{ id: string; payload: JsonValue; received_at: Date }>(
    `select id, payload, received_at from event
     where workspace_id = $1 and type = $2 and held_reason is distinct from 'no_signing_key'
     order by id desc limit 1`,
    [workspaceId, type],
  );
  return rows[0] ?? null;
}

export interface RecentEvent {
  id: string;
  payload: JsonValue;
  received_at: Date;
  about: string | null;
}

/**
 * The newest verified events of a type, newest first. What is larger than 64 KiB as stored is left out, so that a page of them stays small.
 */
export async function recentEvents(
  { pool }: Database,
  of: { workspaceId: string; type: string; limit: number },
): Promise<RecentEvent[]> {
  const { rows } = await pool.query<RecentEvent>(
    // Locks nothing. Ids begin with their time, and the index on workspace, type and id gives the order: it reads little more than it returns.
    `select id, payload, received_at, coalesce(url, subject, person_email, person_id) as about from event
     where workspace_id = $1 and type = $2 and held_reason is distinct from 'no_signing_key'
       and pg_column_size(payload) <= 65536
     order by id desc limit $3`,
    [of.workspaceId, of.type, of.limit],
  );
  return rows;
}
