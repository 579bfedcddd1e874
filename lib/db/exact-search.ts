/** Finds the newest rows that have exactly a text, however old they are, by bloom indexes. */
import type pg from "pg";
import { createParams, type Params } from "./params";
import { boundsOf } from "./partitions";

export interface ExactSearch {
  table: "event" | "run";
  /** Each with a bloom index. */
  columns: string[];
  workspaceId: string;
  /** Sought in small letters, too. */
  text: string;
  /** Ids below this one alone; null for all. */
  before: string | null;
  /** What a row must fulfil besides. */
  where: (params: Params) => string[];
  limit: number;
}

/** The planner thinks little of bloom indexes and reads the table instead. */
const BY_INDEX = "begin; set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0";

/**
 * The ids of the newest, at most `limit` of them, in the order of a list; null where nobody has this text at all. The newest week is
 * searched first, then ever more at a time: of each hit the index only knows a range of pages, all of which are read, and whoever
 * asks is mostly shown the first few.
 */
export async function findExactly(pool: pg.Pool, search: ExactSearch): Promise<string[] | null> {
  const bounds = await boundsOf(pool, search.table, Date.now());
  const client = await pool.connect();
  try {
    await client.query(BY_INDEX);
    const found = await newestOf(client, search, bounds);
    if (found.length > 0) return found;
    if (search.before === null && search.where(createParams()).length === 0) return null;
    const anywhere = { ...search, before: null, where: () => [], limit: 1 };
    return (await newestOf(client, anywhere, bounds)).length > 0 ? [] : null;
  } finally {
    // A reader has nothing to commit.
    await client.query("rollback").then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}

/** Ids from `from`, null for the first, to before `until`, null for the last. */
interface Span {
  from: string | null;
  until: string | null;
}

async function newestOf(client: pg.PoolClient, search: ExactSearch, bounds: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const span of spansBefore(search.before, bounds)) {
    found.push(...(await newestWithin(client, { ...search, limit: search.limit - found.length }, span)));
    if (found.length >= search.limit) break;
  }
  return found;
}

/** One week, another, then half as many again as before, the newest first. `bounds`: where weeks begin and end, in order. */
export function* spansBefore(before: string | null, bounds: string[]): Generator<Span> {
  const begun = before === null ? bounds : bounds.filter((bound) => bound < before);
  let until = before;
  for (let searched = 0; searched < begun.length; ) {
    searched += Math.max(1, Math.ceil(searched / 2));
    const from = begun.at(-searched) ?? null;
    yield { from, until };
    if (from === null) return;
    until = from;
  }
  yield { from: null, until };
}

/** Where there are more hits, the rows are rather read in the order of the list: the newest are soon found. */
const MANY_HITS = 5_000;

async function newestWithin(client: pg.PoolClient, search: ExactSearch, span: Span): Promise<string[]> {
  const { sql, values } = selectOf(search, span);
  const { rows } = await client.query<{ id: string }>(`${sql} limit ${MANY_HITS}`, values);
  if (rows.length < MANY_HITS) {
    const ids = rows.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1));
    return ids.slice(0, search.limit);
  }
  await client.query("set local enable_bitmapscan = off");
  const newest = await client.query<{ id: string }>(`${sql} order by id desc limit ${search.limit}`, values);
  await client.query("set local enable_bitmapscan = on");
  return newest.rows.map(({ id }) => id);
}

function selectOf({ table, columns, workspaceId, text, where }: ExactSearch, { from, until }: Span) {
  const params = createParams();
  const conditions = [`workspace_id = ${params.add(workspaceId)}`];
  if (from !== null) conditions.push(`id >= ${params.add(from)}`);
  if (until !== null) conditions.push(`id < ${params.add(until)}`);
  // Each comparison goes through the index of every week by itself, so none is made twice.
  const texts = [...new Set([text, text.toLowerCase()])].map((one) => params.add(one));
  conditions.push(
    `(${columns.flatMap((column) => texts.map((one) => `${column} = ${one}`)).join(" or ")})`,
    ...where(params),
  );
  return { sql: `select id from ${table} where ${conditions.join(" and ")}`, values: params.values };
}
