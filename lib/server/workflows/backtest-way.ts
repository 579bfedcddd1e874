/** A rehearsal as the way that an event takes: what of it counts as a difference, and how it is shown. Pure. */
import { isRecord } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupAction } from "@/lib/catalogue/lookup";
import type { ChangeKind, Way, WayStep } from "@/lib/contracts/backtest";
import type { Rehearsal, RehearsedStep } from "@/lib/engine/rehearsal";
import { isOfFirstItem } from "@/lib/engine/rehearsed-loops";
import { nodeName } from "@/lib/graph/fields";
import { referencesIn } from "@/lib/graph/references";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";

/** Something comes of it: an action is reached, or the end. */
export const isMatched = ({ status, steps }: Rehearsal): boolean =>
  status === "completed" || steps.some(({ status }) => status === "would_run");

/** Without a live version nothing came of anything. */
export function changeOf(before: Rehearsal | null, after: Rehearsal): ChangeKind {
  const matched = { before: before !== null && isMatched(before), after: isMatched(after) };
  if (matched.before !== matched.after) return matched.after ? "newlyMatched" : "noLongerMatched";
  if (before === null) return "same";
  return signatureOf(before) === signatureOf(after) ? "same" : "changedPath";
}

/**
 * Which actions are reached, which branches taken, what fails. Not what only thinks or waits on the way, nor where a path is filtered that
 * leads to nothing either way.
 */
function signatureOf({ status, steps }: Rehearsal): string {
  const marks = steps.flatMap(({ nodeId, status, branches }) => {
    if (status === "would_run") return [`${nodeId}!`];
    if (status === "failed") return [`${nodeId}?`];
    return branches !== null && branches.length > 0 ? [`${nodeId}>${branches.join()}`] : [];
  });
  const reaches = steps.some((step) => step.status === "would_run") || status !== "filtered";
  return reaches ? [...marks.sort(), status].join(" ") : "nothing";
}

const DOES: Partial<Record<RehearsedStep["status"], WayStep["does"]>> = {
  passed: "passed",
  filtered: "stopped",
  would_run: "acts",
  would_wait: "waits",
  failed: "fails",
};

export function viewWay(document: WorkflowDocument, { start, status, steps }: Rehearsal): Way {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return {
    ends: status === "until" ? "completed" : status,
    reason: start.started ? (steps.find((step) => step.status === "failed")?.reason ?? null) : start.message,
    // Of a loop the way of its first item is shown; all that were tried count as a difference.
    steps: steps
      .filter(({ key }) => isOfFirstItem(key))
      .flatMap((step): WayStep[] => {
        const node = nodes.get(step.nodeId);
        const does = DOES[step.status];
        return node === undefined || does === undefined ? [] : [viewStep(node, step, does)];
      }),
  };
}

function viewStep(node: WorkflowNode, { branches }: RehearsedStep, does: WayStep["does"]): WayStep {
  return {
    nodeId: node.id,
    name: nodeName(node, nodeDescriptor(node.type)),
    type: node.type,
    does,
    branches: (branches ?? []).map((id) => branchName(node, id)),
  };
}

function branchName(node: WorkflowNode, id: string): string {
  const { fixed = [], fromConfig } = nodeDescriptor(node.type)?.branching ?? {};
  const own = fromConfig === undefined ? [] : node.config[fromConfig];
  const named = [...(Array.isArray(own) ? own : []), ...fixed].find(
    (entry) => isRecord(entry) && entry.id === id,
  ) as { name?: unknown } | undefined;
  return typeof named?.name === "string" && named.name !== "" ? named.name : id;
}

/** Steps that decide, or are decided for, by the answer of another: only a real call could tell. */
export function guessedIn(document: WorkflowDocument): { nodeId: string; name: string }[] {
  const answers = new Set(
    document.nodes.flatMap(({ id, type }) => (lookupAction(type)?.role === "action" ? [id] : [])),
  );
  return document.nodes
    .filter(({ type, disabled }) => lookupAction(type)?.role === "logic" && disabled !== true)
    .filter(({ config }) => referencesIn(config).some(({ source }) => source !== null && answers.has(source)))
    .map((node) => ({ nodeId: node.id, name: nodeName(node, nodeDescriptor(node.type)) }));
}
