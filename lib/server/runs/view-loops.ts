/** The loops of a run as people see them: their iterations, each with its item in a line. */
import { isRecord, type JsonValue } from "@/lib/base/json";
import { lookupAction } from "@/lib/catalogue/lookup";
import type { IterationStatus, IterationSummary, LoopView } from "@/lib/contracts/runs";
import type { IterationRow, RunDetailRow, StepRow } from "@/lib/db/run-reader";
import { loopsAround } from "@/lib/graph/loops";
import {
  depthOf,
  iterationKey,
  iterationOf,
  nodeIdOf,
  partsOf,
  type StepKey,
  stepKey,
} from "@/lib/graph/step-key";
import { EACH_BRANCH, type NodeId, type WorkflowDocument } from "@/lib/graph/workflow";
import { countSteps } from "./count-steps";
import { itemLine } from "./item-line";

export interface LoopRows {
  run: Pick<RunDetailRow, "document" | "status" | "under_way">;
  /** Of the place that is looked at. */
  steps: readonly StepRow[];
  /** All that is recorded within loops. */
  within: readonly IterationRow[];
}

/** Of the loops among the steps. */
export function viewLoops({ run, steps, within }: LoopRows): LoopView[] {
  const entered = new Set(
    run.document.edges.flatMap(({ source, branch }) => (branch === EACH_BRANCH ? [source] : [])),
  );
  const loops = steps.filter(({ node_id }) => entered.has(nodeIdOf(node_id)));
  if (loops.length === 0) return [];
  const byIteration = groupByIteration(run, within);
  return loops.flatMap((step): LoopView[] => {
    const items = itemsOf(step, run.document);
    if (items === null) return [];
    const iterations = items.flatMap((item, index): IterationSummary[] => {
      const key = iterationKey(step.node_id, index);
      const rows = byIteration.get(key);
      return rows === undefined ? [] : [viewIteration({ key, item, rows, run })];
    });
    const rows = iterations.flatMap(({ key }) => byIteration.get(key) ?? []);
    const counts = countSteps(run, rows);
    return [{ key: step.node_id, nodeId: nodeIdOf(step.node_id), total: items.length, iterations, counts }];
  });
}

/** The loop's list as it was gone through, secrets replaced; null where it was not read. */
export function itemsOf(
  loop: Pick<StepRow, "node_id" | "input">,
  document: WorkflowDocument,
): JsonValue[] | null {
  const key = listKeyOf(document, nodeIdOf(loop.node_id));
  const list = isRecord(loop.input) && key !== null ? loop.input[key] : null;
  return Array.isArray(list) ? list : null;
}

function groupByIteration(
  run: LoopRows["run"],
  within: readonly IterationRow[],
): Map<StepKey, IterationRow[]> {
  const groups = new Map<StepKey, IterationRow[]>();
  const add = (key: StepKey, row: IterationRow) => groups.set(key, [...(groups.get(key) ?? []), row]);
  const recorded = new Set(within.map(({ node_id }) => node_id));
  for (const row of within) for (const key of iterationsOf(run.document, row.node_id)) add(key, row);
  for (const [key, { startedAt }] of Object.entries(run.under_way ?? {}))
    if (!recorded.has(key))
      for (const iteration of iterationsOf(run.document, key)) add(iteration, calledRow(key, startedAt));
  return groups;
}

const calledRow = (node_id: StepKey, startedAt: string): IterationRow => ({
  node_id,
  status: "running",
  filtered: false,
  asks: false,
  error: null,
  started_at: new Date(startedAt),
  finished_at: null,
});

/** The own keys of the iterations that a record is of or in. */
export function iterationsOf(document: WorkflowDocument, key: StepKey): StepKey[] {
  const indexes = iterationOf(key).split(".");
  const loops = [
    ...loopsAround(document, nodeIdOf(key)).toReversed(),
    ...(isIteration(document, key) ? [nodeIdOf(key)] : []),
  ];
  return loops.flatMap((loop, depth) =>
    indexes[depth] === undefined || indexes[depth] === ""
      ? []
      : [iterationKey(stepKey(loop, indexes.slice(0, depth).join(".")), Number(indexes[depth]))],
  );
}

const isIteration = (document: WorkflowDocument, key: StepKey): boolean =>
  depthOf(key) > loopsAround(document, nodeIdOf(key)).length;

interface Found {
  key: StepKey;
  item: JsonValue;
  rows: readonly IterationRow[];
  run: LoopRows["run"];
}

export function viewIteration({ key, item, rows, run }: Found): IterationSummary {
  const own = rows.find(({ node_id }) => node_id === key);
  const starts = rows.flatMap(({ started_at }) => started_at?.getTime() ?? []);
  return {
    key,
    index: partsOf(key).index,
    status: statusOf(own, rows, run),
    item: itemLine(item),
    error: own?.error == null ? null : { message: own.error.message, ...nodeIn(own.error.details) },
    needsAnswer: rows.some(({ asks }) => asks),
    startedAt: starts.length === 0 ? null : new Date(Math.min(...starts)).toISOString(),
    finishedAt: own?.finished_at?.toISOString() ?? null,
  };
}

const nodeIn = (details: JsonValue | undefined): { nodeId?: string } =>
  isRecord(details) && typeof details.nodeId === "string" ? { nodeId: details.nodeId } : {};

const ENDED: ReadonlySet<string> = new Set(["completed", "failed", "canceled", "filtered"]);

function statusOf(
  own: IterationRow | undefined,
  rows: readonly IterationRow[],
  run: LoopRows["run"],
): IterationStatus {
  if (own !== undefined) return own.filtered ? "filtered" : own.status === "failed" ? "failed" : "completed";
  // A run that stopped its worker is failed where it stood.
  if (run.status === "failed" && rows.some(({ status }) => status === "failed")) return "failed";
  if (ENDED.has(run.status)) return "canceled";
  const calls = run.under_way ?? {};
  const isRunning = rows.some(({ node_id, status }) => status === "running" || Object.hasOwn(calls, node_id));
  return isRunning || !rows.some(({ status }) => status === "waiting" || status === "pending")
    ? "running"
    : "waiting";
}

/** The input that holds a loop's list. */
function listKeyOf(document: WorkflowDocument, id: NodeId): string | null {
  const type = document.nodes.find((node) => node.id === id)?.type ?? "";
  return lookupAction(type)?.loops?.list ?? null;
}
