/** How lists look through a big table: along an index, so far and no further. */
import type pg from "pg";
import { type Page, pageOf, SCANNED_AT_ONCE } from "./cursor";
import type { Params } from "./params";

export interface Scan {
  /** `from … where … order by id desc`: the rows to look through. */
  from: string;
  /** For `from` alone. */
  values: unknown[];
  /** What a row, as `s`, must fulfil besides. */
  filters: string[];
  /** For all of it. */
  params: Params;
}

/** The ids of a page, the newest first. */
export async function findPage(pool: pg.Pool, scan: Scan, limit: number): Promise<Page<{ id: string }>> {
  const where = scan.filters.length === 0 ? "" : `where ${scan.filters.join(" and ")}`;
  const { rows } = await pool.query<{ id: string }>(
    `select id from (select * ${scan.from} limit ${SCANNED_AT_ONCE}) s ${where} order by id desc limit ${scan.params.add(limit + 1)}`,
    scan.params.values,
  );
  if (rows.length > limit || scan.filters.length === 0) return pageOf(rows, { limit, last: null });
  const last = await pool.query<{ id: string }>(
    `select id ${scan.from} offset ${SCANNED_AT_ONCE - 1} limit 1`,
    scan.values,
  );
  return pageOf(rows, { limit, last: last.rows[0]?.id ?? null });
}

/** The planner thinks little of bloom indexes and reads the table instead. */
const BY_INDEX = "begin; set local enable_seqscan = off; set local max_parallel_workers_per_gather = 0";

interface Whole {
  table: "event" | "run";
  /** Each with a bloom index. */
  columns: string[];
  workspaceId: string;
  text: string;
  limit: number;
}

/** The ids of the rows that have exactly this text in one of the columns, in small letters or as given; none where there are too many. */
export async function findWhole(
  pool: pg.Pool,
  { table, columns, workspaceId, text, limit }: Whole,
): Promise<string[]> {
  // Each comparison goes through the index of every week by itself, so none is made twice.
  const texts = [...new Set([text, text.toLowerCase()])];
  const fits = columns.flatMap((column) => texts.map((_, index) => `${column} = $${index + 2}`));
  const client = await pool.connect();
  try {
    await client.query(BY_INDEX);
    const { rows } = await client.query<{ id: string }>(
      `select id from ${table} where workspace_id = $1 and (${fits.join(" or ")}) limit ${limit}`,
      [workspaceId, ...texts],
    );
    return rows.length === limit ? [] : rows.map(({ id }) => id);
  } finally {
    // A reader has nothing to commit.
    await client.query("rollback").then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}
