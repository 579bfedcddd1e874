/** What the list of workflows says of their runs. Made to be asked again and again, among millions of runs. */
import { firstIdAt } from "../base/ids";
import type { RunStatus } from "../engine/run-store";
import type { Database } from "./database";

const HOUR_MS = 3_600_000;
const HOURS = 24;
/** A run of an earlier hour may still fail; the list hears of it after so long at most. */
const KEPT_MS = 30_000;

export interface LastRun {
  id: string;
  status: RunStatus;
  asks: boolean;
  createdAt: Date;
}
/** By hour of the clock (UTC), the oldest first; the last one is under way. */
export interface HourCounts {
  total: number[];
  failed: number[];
}
export interface Activity {
  lastRun: LastRun | null;
  hours: HourCounts;
}

interface CountRow {
  workflow_id: string;
  /** From 1 on. */
  hour: number;
  total: number;
  failed: number;
}

/**
 * One pass over the stretch of the table that the hours are: ids are in the order of time, and so is what was written. By workflow, along
 * its own index, every run would be looked up by itself. `$3`: where each hour begins; counted is from `$2` up to `$4`.
 */
const COUNTS = `
select r.workflow_id, width_bucket(r.id, $3::text[]) as hour, count(*)::int as total, (count(*) filter (where r.notable = 'failed'))::int as failed
from run r where r.workspace_id = $1 and r.id >= $2 and r.id < $4 group by 1, 2`;

const LAST_RUNS = `
select w.id as workflow_id, l.id, l.status, l.asks, l.created_at
from workflow w cross join lateral (
  select r.id, r.status, r.asks, r.created_at from run r where r.workflow_id = w.id order by r.id desc limit 1) l
where w.workspace_id = $1`;

interface Kept {
  firstHour: number;
  at: number;
  rows: Promise<CountRow[]>;
}

/** By workspace: the hours that are over. */
const kept = new WeakMap<Database, Map<string, Kept>>();

/** Of every workflow that ever ran: its newest run, and its runs of this hour and the 23 before. */
export async function activityOfWorkflows(
  database: Database,
  workspaceId: string,
  nowMs: number = Date.now(),
): Promise<Map<string, Activity>> {
  const thisHour = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const firstHour = thisHour - (HOURS - 1) * HOUR_MS;
  const [past, now, last] = await Promise.all([
    pastHours(database, { workspaceId, firstHour, thisHour, nowMs }),
    countRuns(database, { workspaceId, firstHour, from: thisHour, to: thisHour + HOUR_MS }),
    database.pool.query<{
      workflow_id: string;
      id: string;
      status: RunStatus;
      asks: boolean;
      created_at: Date;
    }>(LAST_RUNS, [workspaceId]),
  ]);
  const activity = new Map<string, Activity>();
  const of = (workflowId: string) => {
    const known = activity.get(workflowId);
    if (known !== undefined) return known;
    const fresh: Activity = { lastRun: null, hours: noHours() };
    activity.set(workflowId, fresh);
    return fresh;
  };
  for (const { workflow_id, hour, total, failed } of [...past, ...now]) {
    const { hours } = of(workflow_id);
    hours.total[hour - 1] = (hours.total[hour - 1] ?? 0) + total;
    hours.failed[hour - 1] = (hours.failed[hour - 1] ?? 0) + failed;
  }
  for (const { workflow_id, created_at, ...run } of last.rows)
    of(workflow_id).lastRun = { ...run, createdAt: created_at };
  return activity;
}

const zeros = () => Array.from({ length: HOURS }, () => 0);
export const noHours = (): HourCounts => ({ total: zeros(), failed: zeros() });

interface Past {
  workspaceId: string;
  firstHour: number;
  thisHour: number;
  nowMs: number;
}

function pastHours(
  database: Database,
  { workspaceId, firstHour, thisHour, nowMs }: Past,
): Promise<CountRow[]> {
  const byWorkspace = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, byWorkspace);
  const known = byWorkspace.get(workspaceId);
  if (known !== undefined && known.firstHour === firstHour && nowMs - known.at < KEPT_MS) return known.rows;
  const rows = countRuns(database, { workspaceId, firstHour, from: firstHour, to: thisHour });
  byWorkspace.set(workspaceId, { firstHour, at: nowMs, rows });
  // What failed is asked for again by the next one.
  rows.catch(() => byWorkspace.delete(workspaceId));
  return rows;
}

interface Span {
  workspaceId: string;
  firstHour: number;
  from: number;
  to: number;
}

async function countRuns(
  { pool }: Database,
  { workspaceId, firstHour, from, to }: Span,
): Promise<CountRow[]> {
  const begins = Array.from({ length: HOURS }, (_, hour) => firstIdAt("run", firstHour + hour * HOUR_MS));
  const values = [workspaceId, firstIdAt("run", from), begins, firstIdAt("run", to)];
  return (await pool.query<CountRow>(COUNTS, values)).rows;
}
