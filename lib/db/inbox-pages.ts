/** Which deliveries are on a page of the inbox: found in the one table whose index fits what is asked. */
import type pg from "pg";
import { siblingId } from "../base/ids";
import { containsPattern, type Page, pageOf, readCursor } from "./cursor";
import { type ExactSearch, findExactly } from "./exact-search";
import { findPage, type Scan } from "./list-scan";
import { createParams, type Params } from "./params";

export interface InboxFilter {
  state?: string;
  q?: string;
  type?: string;
  cursor?: string;
  limit: number;
}
interface Asked {
  workspaceId: string;
  filter: InboxFilter;
  states: string[];
}
type Ids = Page<{ id: string }>;

/** What came to nothing, or came again: few, and with an index of their own. */
const OF_DELIVERIES = ["duplicate", "unreadable", "rejected"];
const OF_EVENTS = ["routed", "unmatched", "held"];
const isOnly = (states: string[], known: string[]) =>
  states.length > 0 && states.every((state) => known.includes(state));

/** The ids of the deliveries, the newest first. */
export async function findInboxPage(pool: pg.Pool, workspaceId: string, filter: InboxFilter): Promise<Ids> {
  const states = filter.state ? filter.state.split(",") : [];
  const asked = { workspaceId, filter, states };
  if (isOnly(states, OF_DELIVERIES) || !(filter.q || filter.type || isOnly(states, OF_EVENTS)))
    return await findDeliveries(pool, asked);
  const page = await findEvents(pool, asked);
  const toDelivery = (id: string | null) => (id === null ? null : siblingId("dlv", id));
  return {
    rows: page.rows.map(({ id }) => ({ id: siblingId("dlv", id) })),
    nextCursor: toDelivery(page.nextCursor),
    searchedTo: toDelivery(page.searchedTo),
  };
}

/** Events alone: each has the one delivery that brought it, with the same second half of the id. */
async function findEvents(pool: pg.Pool, asked: Asked): Promise<Ids> {
  const { limit, q } = asked.filter;
  // Both at once: each takes as long as the other, and which of them counts is known afterwards.
  const [exact, similar] = await Promise.all([
    q ? newestExactly(pool, asked, q) : null,
    findPage(pool, scanEvents(asked), limit),
  ]);
  if (exact === null) return similar;
  return pageOf(
    exact.map((id) => ({ id })),
    { limit, last: null },
  );
}

function scanEvents({ workspaceId, filter, states }: Asked): Scan {
  const params = createParams();
  const before = eventCursor(filter);
  const where = [`workspace_id = ${params.add(workspaceId)}`];
  if (before !== null) where.push(`id < ${params.add(before)}`);
  if (filter.type) where.push(`type = ${params.add(filter.type)}`);
  if (isOnly(states, ["held"])) where.push("held_reason is not null");
  const scan = {
    from: `from event where ${where.join(" and ")} order by id desc`,
    values: [...params.values],
  };
  const filters: string[] = [];
  if (states.length > 0) filters.push(`status = any(${params.add(states)})`);
  if (filter.q) filters.push(containsText("s", params.add(containsPattern(filter.q))));
  return { ...scan, filters, params };
}

function eventCursor({ cursor }: InboxFilter): string | null {
  const delivery = readCursor("dlv", cursor);
  return delivery && siblingId("evt", delivery);
}

/** Null where the search is no whole id, person or e-mail address of any event. */
async function newestExactly(pool: pg.Pool, asked: Asked, q: string): Promise<string[] | null> {
  const own = await ownEvent(pool, asked, q);
  if (own !== null) return own;
  return await findNamed(pool, q, {
    workspaceId: asked.workspaceId,
    before: eventCursor(asked.filter),
    where: (params) => conditionsOf(asked, params),
    limit: asked.filter.limit + 1,
  });
}

/** Where the search is the id that Hookline gave an event, or the delivery that brought it. */
async function ownEvent(pool: pg.Pool, asked: Asked, q: string): Promise<string[] | null> {
  const id = readCursor("evt", q) ?? (readCursor("dlv", q) && siblingId("evt", q));
  if (id === null) return null;
  const params = createParams();
  const named = `workspace_id = ${params.add(asked.workspaceId)} and id = ${params.add(id)}`;
  const conditions = conditionsOf(asked, params);
  const before = eventCursor(asked.filter);
  if (before !== null) conditions.push(`id < ${params.add(before)}`);
  const { rows } = await pool.query<{ fits: boolean }>(
    `select ${conditions.join(" and ") || "true"} as fits from event where ${named}`,
    params.values,
  );
  const [found] = rows;
  if (found === undefined) return null;
  return found.fits ? [id] : [];
}

function conditionsOf({ filter: { type }, states }: Asked, params: Params): string[] {
  const conditions: string[] = [];
  if (type) conditions.push(`type = ${params.add(type)}`);
  if (states.length > 0) conditions.push(`status = any(${params.add(states)})`);
  return conditions;
}

type Search = Omit<ExactSearch, "table" | "columns" | "text">;

/** An id is mostly a person's; only where it is nobody's is it sought among those of events and messages. */
async function findNamed(pool: pg.Pool, text: string, search: Search): Promise<string[] | null> {
  const kinds = text.includes("@")
    ? [["person_email"]]
    : [["person_id"], ["external_event_id", "message_delivery_id"]];
  for (const columns of kinds) {
    const found = await findExactly(pool, { ...search, table: "event", columns, text });
    if (found !== null) return found;
  }
  return null;
}

/** Of whose deliveries a page is made, at most: the newest. */
const MAX_EXACT = 5_000;

async function findDeliveries(pool: pg.Pool, asked: Asked): Promise<Ids> {
  const { q, limit } = asked.filter;
  const exact = q ? await allExactly(pool, asked.workspaceId, q) : null;
  return await findPage(pool, scanDeliveries(asked, exact), limit);
}

/** An event's deliveries may have come at any time after it. */
async function allExactly(pool: pg.Pool, workspaceId: string, q: string): Promise<string[] | null> {
  const own = await ownEvent(pool, { workspaceId, filter: { limit: 1 }, states: [] }, q);
  if (own !== null) return own;
  return await findNamed(pool, q, { workspaceId, before: null, where: () => [], limit: MAX_EXACT });
}

/** `exact`: events that the search names exactly; null where it names none. */
function scanDeliveries({ workspaceId, filter, states }: Asked, exact: string[] | null): Scan {
  const params = createParams();
  const cursor = readCursor("dlv", filter.cursor);
  const where = [`workspace_id = ${params.add(workspaceId)}`];
  if (cursor !== null) where.push(`id < ${params.add(cursor)}`);
  if (isOnly(states, OF_DELIVERIES))
    where.push(`status <> 'accepted' and status = any(${params.add(states)})`);
  const scan = {
    from: `from delivery where ${where.join(" and ")} order by id desc`,
    values: [...params.values],
  };
  const filters: string[] = [];
  const ofEvent: string[] = [];
  if (states.length > 0 && !isOnly(states, OF_DELIVERIES)) {
    const any = params.add(states);
    filters.push(
      `(status = any(${any}) or status = 'accepted' and exists (select from event e where e.id = s.event_id and e.status = any(${any})))`,
    );
  }
  if (filter.type) ofEvent.push(`e.type = ${params.add(filter.type)}`);
  if (exact !== null) ofEvent.push(`e.id = any(${params.add(exact)})`);
  else if (filter.q) ofEvent.push(containsText("e", params.add(containsPattern(filter.q))));
  if (ofEvent.length > 0)
    filters.push(`exists (select from event e where e.id = s.event_id and ${ofEvent.join(" and ")})`);
  return { ...scan, filters, params };
}

const SEARCHED = ["person_id", "person_email", "url", "subject", "external_event_id", "message_delivery_id"];
const containsText = (table: string, pattern: string) =>
  `(${SEARCHED.map((column) => `${table}.${column} ilike ${pattern}`).join(" or ")})`;
