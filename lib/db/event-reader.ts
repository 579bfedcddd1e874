/** The inbox for people to read: deliveries with the events they carried or repeated. Every query names the workspace. */
import type { JsonValue } from "../base/json";
import { containsPattern, readCursor } from "./cursor";
import type { Database } from "./database";

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
export interface InboxFilter {
  state?: string;
  q?: string;
  type?: string;
  cursor?: string;
  limit: number;
}

const RUNS = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'workflowId', r.workflow_id, 'workflowName', coalesce(w.name, ''), 'status',
  r.status) order by r.created_at) from run r left join workflow w on w.id = r.workflow_id where r.event_id = e.id), '[]')`;
const COLUMNS = `d.id, d.endpoint_id, c.name as connection_name, d.status, d.reason, d.message, d.received_at,
  case when e.id is null then null else to_jsonb(e) - 'payload' || jsonb_build_object('runs', ${RUNS}) end as event`;
const FROM = `from delivery d left join event e on e.id = d.event_id left join endpoint p on p.id = d.endpoint_id
  left join connection c on c.id = p.connection_id`;

const LIST = `select ${COLUMNS} ${FROM}
where d.workspace_id = $1
  and ($2::text[] is null or (case when d.status = 'accepted' then coalesce(e.status, 'accepted') else d.status end) = any($2))
  and ($3::text is null or e.person_id ilike $3 or e.person_email ilike $3 or e.url ilike $3 or e.subject ilike $3
    or e.external_event_id ilike $3 or e.message_delivery_id ilike $3 or e.id ilike $3 or d.id ilike $3)
  and ($4::text is null or e.type = $4)
  and ($5::timestamptz is null or (d.received_at, d.id) < ($5, $6::text))
order by d.received_at desc, d.id desc limit $7`;

export async function listInbox(
  { pool }: Database,
  workspaceId: string,
  filter: InboxFilter,
): Promise<InboxRow[]> {
  const cursor = readCursor(filter.cursor);
  const { rows } = await pool.query<InboxRow>(LIST, [
    workspaceId,
    filter.state ? filter.state.split(",") : null,
    filter.q ? containsPattern(filter.q) : null,
    filter.type || null,
    cursor?.at ?? null,
    cursor?.id ?? null,
    filter.limit,
  ]);
  return rows;
}

/** By the delivery's id, or by the event's: then the delivery that brought it. */
export async function readInboxItem(
  { pool }: Database,
  workspaceId: string,
  id: string,
): Promise<InboxDetailRow | null> {
  const { rows } = await pool.query<InboxDetailRow>(
    `select ${COLUMNS}, e.payload, d.body, d.headers ${FROM}
     where d.workspace_id = $1 and (d.id = $2 or d.event_id = $2) order by d.status = 'duplicate', d.received_at limit 1`,
    [workspaceId, id],
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
     order by received_at desc, id desc limit 1`,
    [workspaceId, type],
  );
  return rows[0] ?? null;
}
