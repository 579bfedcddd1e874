/** The catalogue of links: what is counted, and the newest events that are not counted yet, as one snapshot. */
import type pg from "pg";
import { firstIdAt } from "../base/ids";
import type { Database } from "./database";
import { inTransaction } from "./in-transaction";
import {
  CLICK_COLUMNS,
  type FoldClicks,
  firstDay,
  type LinkCount,
  type StoredClick,
  VERIFIED,
} from "./link-counts";

/** Some seconds' worth; with more, the oldest of them are missing until they are counted. */
const NEWEST = 5_000;
const MAX_ROWS = 20_000;

interface Wanted {
  workspaceId: string;
  /** Null: all of the workspace. */
  endpointId: string | null;
  type: string;
  nowMs: number;
}

/** Sums over the days of each page and message, most clicks first; `day` is the last one. */
const COUNTED = `
select endpoint_id as "endpointId", page, source, sum(people)::int as people, sum(machine)::int as machine, sum(untold)::int as untold,
  max(last_at) as "lastAt", (array_agg(address order by last_at desc))[1] as address,
  (array_agg(subject order by last_at desc) filter (where subject is not null))[1] as subject, max(day)::text as day
from link_day where workspace_id = $1 and day >= $2 and ($3::text is null or endpoint_id = $3) and page <> ''
group by endpoint_id, page, source order by sum(people + untold) desc, sum(machine) desc limit $4`;

const UNCOUNTED = `
select ${CLICK_COLUMNS} from event where workspace_id = $1 and type = $2 and ($3::text is null or endpoint_id = $3) and ${VERIFIED}
  and id > (select counted_to from link_progress where id = 1) and id >= $4 order by id desc limit $5`;

export async function readLinkCounts(
  { pool }: Database,
  { workspaceId, endpointId, type, nowMs }: Wanted,
  fold: FoldClicks,
): Promise<LinkCount[]> {
  const read = async (client: pg.PoolClient) => {
    const counted = await client.query<Omit<LinkCount, "workspaceId">>(COUNTED, [
      workspaceId,
      firstDay(nowMs),
      endpointId,
      MAX_ROWS,
    ]);
    const newest = await client.query<StoredClick>(UNCOUNTED, [
      workspaceId,
      type,
      endpointId,
      firstIdAt("evt", Date.parse(firstDay(nowMs))),
      NEWEST,
    ]);
    return { counted: counted.rows, newest: newest.rows };
  };
  const { counted, newest } = await inTransaction(
    pool,
    read,
    "begin isolation level repeatable read read only",
  );
  return [...counted.map((row) => ({ ...row, workspaceId })), ...fold(newest)];
}
