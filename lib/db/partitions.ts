/**
 * The weeks of the big tables. Their ids begin with their time, so a week is a range of ids, and history that is old enough goes with its
 * partition, in a moment and without a trace in the others. What has no week yet (a clock that is far off) lands in `<table>_else`.
 */
import type pg from "pg";
import { firstIdAt, type IdPrefix, timeOfId } from "../base/ids";
import { inTransactionOf } from "./in-transaction";

interface BigTable {
  name: "event" | "delivery" | "run" | "step" | "attempt";
  /** Of the id that it is partitioned by. */
  prefix: IdPrefix;
  key: "id" | "run_id";
  /** Room on a page for updates that touch no index. */
  fillfactor: number;
}

const BIG_TABLES: readonly BigTable[] = [
  { name: "event", prefix: "evt", key: "id", fillfactor: 100 },
  { name: "delivery", prefix: "dlv", key: "id", fillfactor: 100 },
  { name: "run", prefix: "run", key: "id", fillfactor: 70 },
  { name: "step", prefix: "run", key: "run_id", fillfactor: 80 },
  { name: "attempt", prefix: "run", key: "run_id", fillfactor: 90 },
];

const WEEK_MS = 7 * 86_400_000;
/** 1970-01-05, a Monday. */
const FIRST_MONDAY_MS = 4 * 86_400_000;
/** This week and the next ones, so that a process that was away for a while finds its week made. */
const WEEKS_AHEAD = 3;
/** Making or dropping a partition waits for readers of its table, and everybody else waits behind it: rather try again later. */
const LOCK_TIMEOUT = "set local lock_timeout = '2s'";
/** One at a time, whichever process it is. */
const UPKEEP_LOCK = 77_001;

const startOfWeek = (ms: number) => Math.floor((ms - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS;
const nameOf = (table: BigTable, weekMs: number) =>
  `${table.name}_${new Date(weekMs).toISOString().slice(0, 10).replaceAll("-", "")}`;

/** Makes the partitions of this week and of the three that follow, where none covers them. */
export async function ensurePartitions(client: pg.ClientBase, nowMs: number): Promise<void> {
  await upkeep(client, async () => {
    for (const table of BIG_TABLES) {
      const partitions = await partitionsOf(client, table);
      for (let week = startOfWeek(nowMs), n = 0; n <= WEEKS_AHEAD; n++, week += WEEK_MS) {
        const first = firstIdAt(table.prefix, week);
        if (!partitions.some(({ from, until }) => (from ?? "") <= first && first < until))
          await makeWeek(client, table, week);
      }
    }
  });
}

/** Made apart and attached: readers and writers of the table go on meanwhile. */
async function makeWeek(client: pg.ClientBase, table: BigTable, weekMs: number): Promise<void> {
  const name = nameOf(table, weekMs);
  const [from, to] = [firstIdAt(table.prefix, weekMs), firstIdAt(table.prefix, weekMs + WEEK_MS)];
  await client.query(
    `create table ${name} (like ${table.name} including all) with (fillfactor = ${table.fillfactor})`,
  );
  await client.query(
    `alter table ${table.name} attach partition ${name} for values from ('${from}') to ('${to}')`,
  );
}

interface Partition {
  name: string;
  /** Null: whatever is before `until`. */
  from: string | null;
  /** Exclusive. */
  until: string;
}

async function partitionsOf(
  client: pg.ClientBase | pg.Pool,
  table: Pick<BigTable, "name">,
): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `select c.relname as name, (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''([^'']+)''\\)'))[1] as from,
       (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1] as until
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::regclass and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'`,
    [table.name],
  );
  // By their bytes, as PostgreSQL compares them here; `order by 2` would be the server's locale.
  return rows.sort((a, b) => (a.until < b.until ? -1 : 1));
}

/** Where the weeks of a table that have begun begin and end, in order; what is before, behind or between is in other partitions. */
export async function boundsOf(pool: pg.Pool, name: "event" | "run", nowMs: number): Promise<string[]> {
  const partitions = await partitionsOf(pool, { name });
  const now = firstIdAt(name === "event" ? "evt" : "run", nowMs);
  const bounds = partitions.flatMap(({ from, until }) => (from === null ? [until] : [from, until]));
  return [...new Set(bounds)].filter((bound) => bound <= now).sort((a, b) => (a < b ? -1 : 1));
}

/**
 * Drops the partitions all of whose ids are older, and old rows that have none. A week in which a run still waits stays, with its events,
 * and so does all that came after: history has no holes. The names of what was dropped.
 */
export async function dropPartitionsBefore(client: pg.ClientBase, beforeMs: number): Promise<string[]> {
  return await upkeep(client, async () => {
    const limitMs = await oldestUnfinishedMs(client, beforeMs);
    const dropped: string[] = [];
    for (const table of BIG_TABLES) {
      const limit = firstIdAt(table.prefix, limitMs);
      for (const { name, until } of await partitionsOf(client, table)) {
        if (until > limit) continue;
        await client.query(`drop table ${name}`);
        dropped.push(name);
      }
      await client.query(`delete from ${table.name}_else where ${table.key} < $1`, [limit]);
    }
    return dropped;
  });
}

/** Of the runs that would go with their weeks; only these weeks are read. */
async function oldestUnfinishedMs(client: pg.ClientBase, beforeMs: number): Promise<number> {
  const { rows } = await client.query<{ id: string | null }>(
    "select min(id) as id from run where id < $1 and status in ('pending', 'running', 'waiting')",
    [firstIdAt("run", beforeMs)],
  );
  const id = rows[0]?.id;
  return id == null ? beforeMs : timeOfId(id);
}

/** Customer.io sends an event again for seven days at most (facts.md section 4). */
const KEEP_KEYS_MS = 9 * 86_400_000;
const KEYS_AT_ONCE = 10_000;

/** Forgets the ids of events that cannot come again; how many. */
export async function forgetEventKeys(pool: pg.Pool, nowMs: number): Promise<number> {
  for (let forgotten = 0; ; ) {
    const { rowCount } = await pool.query(
      "delete from event_key where ctid = any(array(select ctid from event_key where received_at < $1 limit $2))",
      [new Date(nowMs - KEEP_KEYS_MS), KEYS_AT_ONCE],
    );
    forgotten += rowCount ?? 0;
    if ((rowCount ?? 0) < KEYS_AT_ONCE) return forgotten;
  }
}

const upkeep = <T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> =>
  inTransactionOf(client, async () => {
    // Before the limit, which would hold for this lock too: nobody waits behind it, and whoever has it may take longer.
    await client.query("select pg_advisory_xact_lock($1)", [UPKEEP_LOCK]);
    await client.query(LOCK_TIMEOUT);
    return await work();
  });
