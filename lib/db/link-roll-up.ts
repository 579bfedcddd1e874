/**
 * Counts clicks on links in link_day, from the id of the last event that was counted. Ingest knows nothing of it. Exactly once, whoever does
 * it and however often it is cut short: counts and the place reached are one transaction.
 */
import pg from "pg";
import { firstIdAt, timeOfId } from "../base/ids";
import { inTransaction } from "./in-transaction";
import {
  CLICK_COLUMNS,
  type FoldClicks,
  firstDay,
  KEPT_WHEN_FULL,
  type LinkCount,
  MAX_ROWS_A_DAY,
  type StoredClick,
  VERIFIED,
} from "./link-counts";

/** Longer than an id takes from being made to the statement that stores it, and than clocks of web processes differ. */
const LAG_MS = 20_000;
/** Looked through at once: what else came in between is read too. */
const SPAN_MS = 6 * 3_600_000;
/** So few that runs of the same process do not wait for them. */
const CLICKS_AT_ONCE = 500;
const ROLL_UP_LOCK = 77_002;
const SERIALIZATION_FAILURE = "40001";

interface RollUp {
  pool: pg.Pool;
  /** The types of events that are clicks on links. */
  types: readonly string[];
  fold: (...clicks: Parameters<FoldClicks>) => LinkCount[] | Promise<LinkCount[]>;
}

/**
 * One portion. "more": the next one is there already. "busy": another worker is at it. "done": nothing more for now.
 *
 * Ids are made before their rows are committed, so an id that is older than a counted one may still come. Therefore the end of the next
 * portion is fixed first, LAG_MS ago, with the number of the next transaction; it is counted once all transactions before that number
 * have ended. Whatever is stored after that with an older id (released deliveries) is named in link_late by whoever stores it.
 *
 * Locks: an advisory lock of the transaction, so that workers do not meet; what it reads is one snapshot (repeatable read), and who comes
 * with a snapshot from before the other's commit fails on the row of link_progress and has counted nothing.
 */
export async function rollUpLinks(
  { pool, ...work }: RollUp,
  nowMs: number,
): Promise<"more" | "busy" | "done"> {
  const step = async (client: pg.PoolClient) => {
    const { rows } = await client.query(`select pg_try_advisory_xact_lock(${ROLL_UP_LOCK}) as mine`);
    return rows[0]?.mine === true ? await portion(client, work, nowMs) : "busy";
  };
  try {
    return await inTransaction(pool, step, "begin isolation level repeatable read");
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === SERIALIZATION_FAILURE) return "busy";
    throw error;
  }
}

interface Progress {
  counted_to: string;
  next_to: string | null;
  /** All transactions before `next_xid` have ended. */
  settled: boolean | null;
}

const PROGRESS = `select counted_to, next_to, pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= next_xid as settled
  from link_progress where id = 1`;
const PLAN = `update link_progress set counted_to = $1, next_to = $2,
    next_xid = case when $3 then next_xid else pg_snapshot_xmax(pg_current_snapshot())::text::bigint end where id = 1`;

async function portion(
  client: pg.PoolClient,
  work: Omit<RollUp, "pool">,
  nowMs: number,
): Promise<"more" | "done"> {
  const progress = (await client.query<Progress>(PROGRESS)).rows[0];
  if (progress === undefined) throw new Error("link_progress is empty");
  const start = firstIdAt("evt", Date.parse(firstDay(nowMs)));
  const from = later(progress.counted_to, start);
  const newest = firstIdAt("evt", nowMs - LAG_MS);
  if (progress.next_to === null) {
    await client.query(PLAN, [from, later(newest, from), false]);
    return "done";
  }
  if (progress.settled !== true) return "done";
  const until = earlier(progress.next_to, firstIdAt("evt", timeOfId(from) + SPAN_MS));
  const { clicks, end, isFull } = await clicksBetween(client, { from, until, types: work.types });
  const late = await lateClicks(client, { from, end, types: work.types });
  const counts = (await work.fold([...clicks, ...late])).filter(({ day }) => day >= firstDay(nowMs));
  await addCounts(client, counts);
  const reached = end >= progress.next_to;
  await client.query(PLAN, [end, reached ? later(newest, end) : progress.next_to, !reached]);
  return reached && !isFull && late.length < CLICKS_AT_ONCE ? "done" : "more";
}

/** Of two ids; both sort as PostgreSQL compares them here, byte by byte. */
const earlier = (...ids: [string, string]): string => ids.sort()[0];
const later = (...ids: [string, string]): string => ids.sort()[1];

interface Range {
  from: string;
  until: string;
  types: readonly string[];
}

async function clicksBetween(client: pg.PoolClient, { from, until, types }: Range) {
  const { rows } = await client.query<StoredClick>(
    `select ${CLICK_COLUMNS} from event where id > $1 and id <= $2 and type = any($3) and ${VERIFIED} order by id limit $4`,
    [from, until, types, CLICKS_AT_ONCE],
  );
  const isFull = rows.length === CLICKS_AT_ONCE;
  return { clicks: rows, end: isFull ? (rows.at(-1)?.id ?? until) : until, isFull };
}

/** Named as late and behind us: counted now. Named as late and in this portion: counted with it. */
async function lateClicks(
  client: pg.PoolClient,
  { from, end, types }: { from: string; end: string; types: readonly string[] },
): Promise<StoredClick[]> {
  await client.query("delete from link_late where event_id > $1 and event_id <= $2", [from, end]);
  const { rows: named } = await client.query<{ event_id: string }>(
    `delete from link_late where event_id in (select event_id from link_late where event_id <= $1 order by event_id limit $2)
     returning event_id`,
    [from, CLICKS_AT_ONCE],
  );
  if (named.length === 0) return [];
  const { rows } = await client.query<StoredClick>(
    `select ${CLICK_COLUMNS} from event where id = any($1) and type = any($2) and ${VERIFIED}`,
    [named.map(({ event_id }) => event_id), types],
  );
  return rows;
}

const ADD = `
insert into link_day as l (workspace_id, endpoint_id, day, page, source, people, machine, untold, last_at, address, subject)
select * from jsonb_to_recordset($1::jsonb) as c("workspaceId" text, "endpointId" text, day date, page text, source text, people int,
  machine int, untold int, "lastAt" timestamptz, address text, subject text)
on conflict (workspace_id, endpoint_id, day, page, source) do update set people = l.people + excluded.people,
  machine = l.machine + excluded.machine, untold = l.untold + excluded.untold, last_at = greatest(l.last_at, excluded.last_at),
  address = case when excluded.last_at >= l.last_at then excluded.address else l.address end,
  subject = case when excluded.last_at >= l.last_at then coalesce(excluded.subject, l.subject) else l.subject end`;

async function addCounts(client: pg.PoolClient, counts: readonly LinkCount[]): Promise<void> {
  if (counts.length === 0) return;
  await client.query(ADD, [JSON.stringify(counts)]);
  const days = new Map(counts.map((count) => [`${count.endpointId} ${count.day}`, count]));
  for (const { workspaceId, endpointId, day } of days.values()) {
    const of = [workspaceId, endpointId, day];
    const { rows } = await client.query<{ n: number }>(
      "select count(*)::int as n from link_day where workspace_id = $1 and endpoint_id = $2 and day = $3",
      of,
    );
    if ((rows[0]?.n ?? 0) > MAX_ROWS_A_DAY) await client.query(COMPACT, [...of, KEPT_WHEN_FULL]);
  }
}

/* Only under the roll-up's lock; the rows of one day. What was put together is not taken apart again. */
const COMPACT = `
with ranked as (
  select page, source, row_number() over (order by people + machine + untold desc, last_at desc, page, source) as place
  from link_day where workspace_id = $1 and endpoint_id = $2 and day = $3 and page <> ''),
gone as (
  delete from link_day l using ranked r
  where l.workspace_id = $1 and l.endpoint_id = $2 and l.day = $3 and l.page = r.page and l.source = r.source and r.place > $4
  returning l.*)
insert into link_day as l (workspace_id, endpoint_id, day, page, source, people, machine, untold, last_at, address, subject)
select workspace_id, endpoint_id, day, '', '', sum(people), sum(machine), sum(untold), max(last_at), '', null from gone group by 1, 2, 3
on conflict (workspace_id, endpoint_id, day, page, source) do update set people = l.people + excluded.people,
  machine = l.machine + excluded.machine, untold = l.untold + excluded.untold, last_at = greatest(l.last_at, excluded.last_at)`;

/** Days past their time go; how many rows. */
export async function forgetOldLinks(pool: pg.Pool, nowMs: number): Promise<number> {
  return (await pool.query("delete from link_day where day < $1", [firstDay(nowMs)])).rowCount ?? 0;
}
