/** The list of workflows. Asked for again whenever something runs, so it reads no document that it has read before. */
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { WorkflowSummary } from "@/lib/contracts/workflows";
import { type Activity, activityOfWorkflows, noHours } from "@/lib/db/workflow-activity";
import type { ListedRow } from "@/lib/db/workflow-list-store";
import type { WorkflowRow } from "@/lib/db/workflow-store";
import { diffDocuments } from "@/lib/graph/diff";
import { reachableFrom, triggerNodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { App } from "../app";
import type { Caller } from "../caller";
import { liveState, workflowListOf, workflowsOf } from "./workflow-view";

const HOUR_MS = 3_600_000;
const SHOWN_STEPS = 6;

export async function listWorkflows(caller: Caller, archived: boolean): Promise<WorkflowSummary[]> {
  const store = workflowListOf(caller);
  const rows = await store.list(archived);
  const nowMs = Date.now();
  const [versions, counts, facts, activity] = await Promise.all([
    store.versionHeads(rows.flatMap((row) => row.liveVersionId ?? [])),
    store.versionCounts(rows.map(({ id }) => id)),
    factsOf(caller, rows),
    activityOfWorkflows(caller.app.database, caller.workspaceId, nowMs),
  ]);
  const live = new Map(versions.map((version) => [version.id, version]));
  const since = new Date((Math.floor(nowMs / HOUR_MS) - 23) * HOUR_MS).toISOString();
  return rows.flatMap((row) => {
    const known = facts.get(row.id);
    // Deleted while it was read.
    if (known === undefined) return [];
    const version = live.get(row.liveVersionId ?? "");
    return {
      id: row.id,
      name: row.name,
      tags: row.tags,
      live: version === undefined ? null : liveState(version),
      versionCount: counts.get(row.id) ?? 0,
      archived: row.archivedAt !== null,
      updatedAt: row.updatedAt.toISOString(),
      ...known,
      ...viewActivity(activity.get(row.id), since),
    };
  });
}

function viewActivity(
  seen: Activity | undefined,
  since: string,
): Pick<WorkflowSummary, "lastRun" | "runs24h"> {
  const { total, failed } = seen?.hours ?? noHours();
  const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0);
  const last = seen?.lastRun;
  return {
    lastRun: last
      ? { id: last.id, status: last.status, needsAnswer: last.asks, at: last.createdAt.toISOString() }
      : null,
    runs24h: { since, total: sum(total), failed: sum(failed), byHour: total, failedByHour: failed },
  };
}

type Facts = Pick<WorkflowSummary, "triggerType" | "stepCount" | "stepTypes" | "changesSinceLive">;
interface Remembered {
  /** Revision and live version that they were read from. */
  of: string;
  facts: Facts;
}

const MAX_REMEMBERED = 5_000;
const remembered = new WeakMap<App, Map<string, Remembered>>();
const readFrom = (row: Pick<ListedRow, "draftRevision" | "liveVersionId">) =>
  `${row.draftRevision} ${row.liveVersionId}`;

/** What the documents say, by workflow; only those that changed since the last time are read. */
async function factsOf(caller: Caller, rows: readonly ListedRow[]): Promise<Map<string, Facts>> {
  const memory = remembered.get(caller.app) ?? new Map<string, Remembered>();
  remembered.set(caller.app, memory);
  const stale = rows.filter((row) => memory.get(row.id)?.of !== readFrom(row));
  if (memory.size + stale.length > MAX_REMEMBERED) memory.clear();
  const store = workflowsOf(caller);
  const wanted = memory.size === 0 ? rows : stale;
  const drafts = await store.drafts(wanted.map(({ id }) => id));
  const versions = await store.versionsById(drafts.flatMap((row) => row.liveVersionId ?? []));
  const live = new Map(versions.map((version) => [version.id, version.document]));
  for (const row of drafts)
    memory.set(row.id, { of: readFrom(row), facts: factsIn(row, live.get(row.liveVersionId ?? "")) });
  return new Map(
    rows.flatMap(({ id }) => {
      const known = memory.get(id);
      return known === undefined ? [] : [[id, known.facts] as const];
    }),
  );
}

function factsIn({ draft }: WorkflowRow, live: WorkflowDocument | undefined): Facts {
  const trigger = triggerNodeOf(draft, nodeDescriptor);
  return {
    triggerType: trigger?.type ?? null,
    stepCount: draft.nodes.length,
    stepTypes: stepTypesOf(draft, trigger?.id),
    changesSinceLive: live === undefined ? null : diffDocuments(live, draft).length,
  };
}

/** In the order they run, what nothing leads to last. */
function stepTypesOf({ nodes, ...rest }: WorkflowDocument, triggerId: string | undefined): string[] {
  const order = [...(triggerId === undefined ? [] : reachableFrom({ nodes, ...rest }, triggerId))];
  const place = new Map(order.map((id, index) => [id, index]));
  const placeOf = (id: string) => place.get(id) ?? order.length;
  return [...nodes]
    .sort((a, b) => placeOf(a.id) - placeOf(b.id))
    .slice(0, SHOWN_STEPS)
    .map(({ type }) => type);
}
