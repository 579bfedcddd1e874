/** Lists are in the order of their ids, the newest first, so a page ends with an id, and a range of time is a range of ids. */
import type { IdPrefix } from "../base/ids";

/** Null where there is none, or where it is no id of that kind. */
export const readCursor = (prefix: IdPrefix, text: string | undefined): string | null =>
  text !== undefined && new RegExp(`^${prefix}_[0-9a-z]{1,60}$`).test(text) ? text : null;

/** For `ilike`: what a person typed, with its own wildcards taken literally. */
export const containsPattern = (text: string): string => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Rows that one request looks through for a page of what was asked; the next goes on from there. */
export const SCANNED_AT_ONCE = 10_000;

/** A page of a list, and where to go on. */
export interface Page<Row> {
  rows: Row[];
  /** Null at the end of the list. */
  nextCursor: string | null;
  /** The last row looked at, where the page is not full although the list goes on: nothing more was found down to here. */
  searchedTo: string | null;
}

/**
 * From the rows of one statement that looked through at most SCANNED_AT_ONCE: `limit` and one more where there are, `last` the id of the
 * last row looked at, null where the list ended before that.
 */
export function pageOf<Row extends { id: string }>(
  rows: Row[],
  { limit, last }: { limit: number; last: string | null },
): Page<Row> {
  if (rows.length > limit) {
    const page = rows.slice(0, limit);
    return { rows: page, nextCursor: page.at(-1)?.id ?? null, searchedTo: null };
  }
  return { rows, nextCursor: last, searchedTo: last };
}
