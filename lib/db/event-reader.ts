/** The inbox for people to read: deliveries with the events they carried or repeated. Every query names the workspace. */

import type pg from "pg";
import { siblingId } from "../base/ids";
import type { JsonValue } from "../base/json";
import { containsPattern, type Page, pageOf, readCursor, SCANNED_AT_ONCE } from "./cursor";
import type { Database } from "./database";
import { createParams, type Params } from "./params";

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

/*
 * Runs of an event carry its millisecond in their ids, so they lie side by side under the primary key; its replays have an index.
 */
const RUNS = `coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'workflowId', r.workflow_id, 'workflowName', coalesce(w.name, ''), 'status',
  r.status) order by r.id) from (
    select id, workflow_id, status from run where id > 'run_' || substr(e.id, 5, 10) and id < 'run_' || substr(e.id, 5, 10) || '~'
      and event_id = e.id and replay_of is null
    union all select id, workflow_id, status from run where event_id = e.id and replay_of is not null
  ) r left join workflow w on w.id = r.workflow_id), '[]')`;
const COLUMNS = `d.id, d.endpoint_id, c.name as connection_name, d.status, d.reason, d.message, d.received_at,
  case when e.id is null then null else to_jsonb(e) - 'payload' || jsonb_build_object('runs', ${RUNS}) end as event`;
const CONNECTION =
  "left join endpoint p on p.id = d.endpoint_id left join connection c on c.id = p.connection_id";

/** What has come to nothing, or came again: few, and with an index of their own. */
const OF_DELIVERIES = ["duplicate", "unreadable", "rejected"];
const OF_EVENTS = ["routed", "unmatched", "held"];

/**
 * Newest first. A filter looks through SCANNED_AT_ONCE rows at most; but a search for a whole id, person or e-mail address finds all there
 * are, however old, and where it finds any it finds nothing else.
 */
export async function listInbox(
  { pool }: Database,
  workspaceId: string,
  filter: InboxFilter,
): Promise<Page<InboxRow>> {
  const params = createParams();
  const states = filter.state ? filter.state.split(",") : [];
  const exact = filter.q ? await exactEvents(pool, workspaceId, filter.q) : [];
  const source = sourceOf({ states, workspaceId, filter, exact }, params);
  const { rows } = await pool.query<InboxRow>(
    `select ${COLUMNS} from ${source.from} ${CONNECTION}
     where ${[...source.where, ...filtersOf({ states, filter, exact }, params)].join(" and ")}
     order by ${source.order} desc limit ${params.add(filter.limit + 1)}`,
    params.values,
  );
  const last = rows.length > filter.limit ? null : await lastScanned(pool, source);
  return pageOf(rows, { limit: filter.limit, last: last === null ? null : siblingId("dlv", last) });
}

interface Source {
  /** With `e` and `d`. */
  from: string;
  where: string[];
  order: "e.id" | "d.id";
  /** The ids looked through, in their order. */
  scanned: { text: string; values: unknown[] };
}

interface Wanted {
  states: string[];
  filter: InboxFilter;
  /** Events that the search names exactly. */
  exact: string[];
}

/** Which table is gone through: the one whose index fits. A delivery and its event share their ids' second half. */
function sourceOf(
  { states, filter, exact, workspaceId }: Wanted & { workspaceId: string },
  params: Params,
): Source {
  const all = (known: string[]) => states.length > 0 && states.every((state) => known.includes(state));
  const cursor = readCursor("dlv", filter.cursor);
  const mine = [`workspace_id = ${params.add(workspaceId)}`];
  if (all(OF_DELIVERIES)) mine.push(`status <> 'accepted'`, `status = any(${params.add(states)})`);
  else if (exact.length > 0) mine.push(`id = any(${params.add(exact)})`);
  if (!all(OF_DELIVERIES) && (filter.q || filter.type || all(OF_EVENTS))) {
    if (cursor !== null) mine.push(`id < ${params.add(siblingId("evt", cursor))}`);
    if (filter.type) mine.push(`type = ${params.add(filter.type)}`);
    if (all(["unmatched", "held"])) mine.push("status <> 'routed'");
    const scan = `from event where ${mine.join(" and ")} order by id desc`;
    return {
      from: `(select * ${scan} limit ${SCANNED_AT_ONCE}) e join delivery d on d.id = 'dlv_' || substr(e.id, 5)`,
      where: ["true"],
      order: "e.id",
      scanned: { text: scan, values: [...params.values] },
    };
  }
  if (cursor !== null) mine.push(`id < ${params.add(cursor)}`);
  const scan = `from delivery where ${mine.join(" and ")} order by id desc`;
  return {
    from: `(select * ${scan} limit ${SCANNED_AT_ONCE}) d left join event e on e.id = d.event_id`,
    where: ["true"],
    order: "d.id",
    scanned: { text: scan, values: [...params.values] },
  };
}

function filtersOf({ states, filter, exact }: Wanted, params: Params): string[] {
  const filters: string[] = [];
  if (states.length > 0)
    filters.push(
      `(case when d.status = 'accepted' then coalesce(e.status, 'accepted') else d.status end) = any(${params.add(states)})`,
    );
  if (filter.type) filters.push(`e.type = ${params.add(filter.type)}`);
  if (exact.length > 0) filters.push(`e.id = any(${params.add(exact)})`);
  else if (filter.q) {
    const pattern = params.add(containsPattern(filter.q));
    filters.push(`(${SEARCHED.map((column) => `e.${column} ilike ${pattern}`).join(" or ")})`);
  }
  return filters;
}

const SEARCHED = ["person_id", "person_email", "url", "subject", "external_event_id", "message_delivery_id"];
/** Each has a bloom index. */
const SEARCHED_WHOLE = ["person_id", "person_email", "external_event_id", "message_delivery_id"];
/** Of one person or one e-mail; who has more is looked through as any other text. */
const MAX_EXACT = 5_000;

async function exactEvents(pool: pg.Pool, workspaceId: string, q: string): Promise<string[]> {
  const own = readCursor("evt", q) ?? (readCursor("dlv", q) && siblingId("evt", q));
  const text = own
    ? "select id from event where workspace_id = $1 and id = $2 and $3::text is not null"
    : `select id from event where workspace_id = $1
       and (${SEARCHED_WHOLE.map((column) => `${column} = $2`).join(" or ")} or person_email = $3) limit ${MAX_EXACT}`;
  const { rows } = await pool.query<{ id: string }>(text, [workspaceId, own ?? q, q.toLowerCase()]);
  return rows.length === MAX_EXACT ? [] : rows.map(({ id }) => id);
}

/** The last of the rows that were looked through; null where that was all there is. */
async function lastScanned(pool: pg.Pool, { scanned }: Source): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select id ${scanned.text} offset ${SCANNED_AT_ONCE - 1} limit 1`,
    scanned.values,
  );
  return rows[0]?.id ?? null;
}

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
