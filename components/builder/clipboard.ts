/** Steps as text: copied from one workflow they can be pasted into another, or into a message to a colleague. */
import type { JsonObject } from "@/lib/base/json";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { Operation, Position } from "@/lib/graph/operations/operation";
import { renameReferences } from "@/lib/graph/references";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import { triggerNodesOf } from "@/lib/graph/traverse";
import { withBodies } from "@/lib/graph/with-bodies";
import { FORMAT_VERSION, type WorkflowDocument, workflowDocument } from "@/lib/graph/workflow";
import { newNodeId } from "./new-node";

/** A loop with its body. */
export function copySteps(document: WorkflowDocument, chosen: readonly string[]): string | null {
  const ids = withBodies(document, chosen);
  const nodes = document.nodes.filter(({ id }) => ids.includes(id));
  const notes = (document.notes ?? []).filter(({ id }) => ids.includes(id));
  if (nodes.length + notes.length === 0) return null;
  const edges = document.edges.filter(({ source, target }) => ids.includes(source) && ids.includes(target));
  const fragment = { formatVersion: FORMAT_VERSION, nodes, edges, ...(notes.length > 0 ? { notes } : {}) };
  return JSON.stringify(fragment, null, 2);
}

interface Pasting {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  text: string;
  /** Where the top left corner goes. */
  corner: Position;
}

/** Null when the text holds no steps. A second trigger is left out. */
export function pasteSteps({
  document,
  lookup,
  text,
  corner,
}: Pasting): { operation: Operation; ids: string[] } | null {
  const fragment = readFragment(text);
  if (fragment === null) return null;
  const hasTrigger = triggerNodesOf(document, lookup).length > 0;
  const kept = fragment.nodes.filter(({ type }) => !hasTrigger || lookup(type)?.kind !== "trigger");
  const pasted = [...kept, ...(fragment.notes ?? [])];
  if (pasted.length === 0) return null;
  const newIds = new Map(pasted.map(({ id }): [string, string] => [id, newNodeId(document)]));
  const shift = shiftTo(
    pasted.map(({ position }) => position),
    corner,
  );
  const shifted = ({ x, y }: Position) => ({ x: x + shift.x, y: y + shift.y });
  const nodes = kept.map((node) => ({
    ...node,
    id: newIds.get(node.id) ?? node.id,
    config: renameReferences(node.config, newIds) as JsonObject,
    position: shifted(node.position),
  }));
  const notes = (fragment.notes ?? []).map((note) => ({
    ...note,
    id: newIds.get(note.id) ?? note.id,
    position: shifted(note.position),
  }));
  const edges = fragment.edges.flatMap(({ source, target, branch }) => {
    const [from, to] = [newIds.get(source), newIds.get(target)];
    const way = branch === undefined ? {} : { branch };
    return from && to ? [newEdge({ source: from, target: to, ...way })] : [];
  });
  return { operation: { kind: "insertFragment", nodes, edges, notes }, ids: [...newIds.values()] };
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

function shiftTo(points: readonly Position[], corner: Position): Position {
  const left = Math.min(...points.map(({ x }) => x));
  const top = Math.min(...points.map(({ y }) => y));
  return { x: Math.round((corner.x - left) / 16) * 16, y: Math.round((corner.y - top) / 16) * 16 };
}
