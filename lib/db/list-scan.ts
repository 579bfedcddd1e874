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
