/** Steps as text: copied from one workflow they can be pasted into another, or into a message to a colleague. */
import type { JsonObject } from "@/lib/base/json";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { Operation, Position } from "@/lib/graph/operations/operation";
import { renameReferences } from "@/lib/graph/references";
import type { CatalogueLookup } from "@/lib/graph/traverse";
import { triggerNodesOf } from "@/lib/graph/traverse";
import { withBodies } from "@/lib/graph/with-bodies";
import { FORMAT_VERSION, type WorkflowDocument, workflowDocument } from "@/lib/graph/workflow";
import { CARD_MIN_HEIGHT, CARD_WIDTH, onGrid } from "../canvas/grid";
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
  /** Where it goes: its top left corner, or its middle. */
  place: { corner: Position } | { middle: Position };
}

/** Null when the text holds no steps. A second trigger is left out. */
export function pasteSteps({
  document,
  lookup,
  text,
  place,
}: Pasting): { operation: Operation; ids: string[] } | null {
  const fragment = readFragment(text);
  if (fragment === null) return null;
  const hasTrigger = triggerNodesOf(document, lookup).length > 0;
  const kept = fragment.nodes.filter(({ type }) => !hasTrigger || lookup(type)?.kind !== "trigger");
  const pasted = [...kept, ...(fragment.notes ?? [])];
  if (pasted.length === 0) return null;
  const newIds = new Map(pasted.map(({ id }): [string, string] => [id, newNodeId(document)]));
  const shift = shiftTo(pasted, place);
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

interface Placed {
  position: Position;
  /** A note's. */
  size?: { width: number; height: number };
}
/** A card grows with its words; this is what every card has. */
const CARD = { width: CARD_WIDTH, height: CARD_MIN_HEIGHT };

function shiftTo(pasted: readonly Placed[], place: Pasting["place"]): Position {
  const left = Math.min(...pasted.map(({ position }) => position.x));
  const top = Math.min(...pasted.map(({ position }) => position.y));
  const right = Math.max(...pasted.map(({ position, size = CARD }) => position.x + size.width));
  const bottom = Math.max(...pasted.map(({ position, size = CARD }) => position.y + size.height));
  const [from, to] =
    "corner" in place
      ? [{ x: left, y: top }, place.corner]
      : [{ x: (left + right) / 2, y: (top + bottom) / 2 }, place.middle];
  return { x: onGrid(to.x - from.x), y: onGrid(to.y - from.y) };
}
