/** Steps as text: copied from one workflow they can be pasted into another, or into a message to a colleague. */
import type { JsonObject } from "@/lib/base/json";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { Operation, Position } from "@/lib/graph/operations/operation";
import { renameReferences } from "@/lib/graph/references";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import { triggerNodesOf } from "@/lib/graph/traverse";
import { FORMAT_VERSION, type NodeId, type WorkflowDocument, workflowDocument } from "@/lib/graph/workflow";
import { newNodeId } from "./new-node";

export function copySteps(document: WorkflowDocument, ids: readonly NodeId[]): string | null {
  const nodes = document.nodes.filter(({ id }) => ids.includes(id));
  if (nodes.length === 0) return null;
  const edges = document.edges.filter(({ source, target }) => ids.includes(source) && ids.includes(target));
  return JSON.stringify({ formatVersion: FORMAT_VERSION, nodes, edges }, null, 2);
}

interface Pasting {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  text: string;
  /** Middle of what is in sight. */
  center: Position;
}

/** Null when the text holds no steps. A second trigger is left out. */
export function pasteSteps({
  document,
  lookup,
  text,
  center,
}: Pasting): { operation: Operation; ids: NodeId[] } | null {
  const fragment = readFragment(text);
  if (fragment === null) return null;
  const hasTrigger = triggerNodesOf(document, lookup).length > 0;
  const kept = fragment.nodes.filter(({ type }) => !hasTrigger || lookup(type)?.kind !== "trigger");
  if (kept.length === 0) return null;
  const newIds = new Map<NodeId, NodeId>();
  for (const { id } of kept) newIds.set(id, newNodeId(document));
  const shift = shiftTo(
    kept.map(({ position }) => position),
    center,
  );
  const nodes = kept.map((node) => ({
    ...node,
    id: newIds.get(node.id) ?? node.id,
    config: renameReferences(node.config, newIds) as JsonObject,
    position: { x: node.position.x + shift.x, y: node.position.y + shift.y },
  }));
  const edges = fragment.edges.flatMap(({ source, target, branch }) => {
    const [from, to] = [newIds.get(source), newIds.get(target)];
    const way = branch === undefined ? {} : { branch };
    return from && to ? [newEdge({ source: from, target: to, ...way })] : [];
  });
  return { operation: { kind: "insertFragment", nodes, edges }, ids: [...newIds.values()] };
}

function readFragment(text: string): WorkflowDocument | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    const whole = workflowDocument.safeParse(value);
    if (whole.success) return whole.data;
    const exported = workflowDocument.safeParse((value as { document?: unknown } | null)?.document);
    return exported.success ? exported.data : null;
  } catch {
    return null;
  }
}

function shiftTo(points: readonly Position[], center: Position): Position {
  const left = Math.min(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  return { x: Math.round((center.x - 132 - left) / 16) * 16, y: Math.round((center.y - 38 - top) / 16) * 16 };
}
