/** A patch says which elements differ between two documents; applied the other way round it is undo. */
import { isDeepEqual } from "../../base/equal";
import { hasCircle, wouldCycle } from "../traverse";
import type { WorkflowDocument, WorkflowEdge, WorkflowNode, WorkflowSettings } from "../workflow";
import { directionOf, withDirection } from "./direction-operations";
import { withNotes } from "./note-operations";
import type { Change, Patch } from "./operation";

export function patchBetween(before: WorkflowDocument, after: WorkflowDocument): Patch {
  const notes = changesBetween(before.notes ?? [], after.notes ?? []);
  const direction = { before: directionOf(before), after: directionOf(after) };
  return {
    nodes: changesBetween(before.nodes, after.nodes),
    edges: changesBetween(before.edges, after.edges),
    ...(notes.length === 0 ? {} : { notes }),
    ...(direction.before === direction.after ? {} : { direction }),
    ...(isDeepEqual(before.settings, after.settings)
      ? {}
      : { settings: { before: before.settings ?? null, after: after.settings ?? null } }),
  };
}

export const isEmptyPatch = ({ nodes, edges, notes = [], direction, settings }: Patch): boolean =>
  nodes.length + edges.length + notes.length === 0 && direction === undefined && settings === undefined;

export const invertPatch = (patch: Patch): Patch => ({
  nodes: patch.nodes.map(invert).reverse(),
  edges: patch.edges.map(invert).reverse(),
  ...(patch.notes === undefined ? {} : { notes: patch.notes.map(invert).reverse() }),
  ...(patch.settings === undefined
    ? {}
    : { settings: { before: patch.settings.after, after: patch.settings.before } }),
  ...(patch.direction === undefined
    ? {}
    : { direction: { before: patch.direction.after, after: patch.direction.before } }),
});

export function applyPatch(document: WorkflowDocument, patch: Patch): WorkflowDocument {
  const nodes = patch.nodes.reduce(applyChange, document.nodes);
  const patched = {
    ...(patch.settings === undefined ? document : withSettings(document, patch.settings.after ?? {})),
    nodes,
    edges: soundEdges(patch, nodes, document.edges),
  };
  const noted = withNotes(patched, (patch.notes ?? []).reduce(applyChange, document.notes ?? []));
  return patch.direction === undefined ? noted : withDirection(noted, patch.direction.after);
}

/**
 * A patch may be applied to another document than it was made for, when somebody else's changes came between: what would then lead to
 * nowhere, or in a circle, is left out. Edges that the patch does not touch stay whatever they are.
 */
function soundEdges(patch: Patch, nodes: WorkflowNode[], before: WorkflowEdge[]): WorkflowEdge[] {
  const edges = patch.edges.reduce(applyChange, before);
  const there = new Set(nodes.map(({ id }) => id));
  const removed = new Set(patch.nodes.flatMap(({ id, after }) => (after === null ? [id] : [])));
  const fresh = new Set(patch.edges.flatMap(({ id, after }) => (after === null ? [] : [id])));
  const leadsNowhere = ({ id, source, target }: WorkflowEdge) =>
    removed.has(source) ||
    removed.has(target) ||
    (fresh.has(id) && !(there.has(source) && there.has(target)));
  const kept = edges.filter((edge) => !leadsNowhere(edge));
  return fresh.size > 0 && hasCircle({ nodes, edges: kept }) ? withoutLoops(nodes, kept, fresh) : kept;
}

function withoutLoops(
  nodes: WorkflowNode[],
  edges: WorkflowEdge[],
  fresh: ReadonlySet<string>,
): WorkflowEdge[] {
  const isLoop = ({ source, target }: WorkflowEdge, others: WorkflowEdge[]) =>
    wouldCycle({ formatVersion: 1, nodes, edges: others }, source, target);
  return edges
    .filter(({ id }) => fresh.has(id))
    .reduce((all, edge) => {
      const others = all.filter(({ id }) => id !== edge.id);
      return isLoop(edge, others) ? others : all;
    }, edges);
}

/** Settings that say nothing are left out, so a document is the same again once they are undone. */
export function withSettings(document: WorkflowDocument, settings: WorkflowSettings): WorkflowDocument {
  const { settings: _, ...rest } = document;
  const said = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  return Object.keys(said).length === 0 ? rest : { ...rest, settings: said };
}

const invert = <T>({ id, index, before, after }: Change<T>): Change<T> => ({
  id,
  index,
  before: after,
  after: before,
});

/**
 * Removals from the back to the front, then replacements, then insertions from the front to the back: each index is right at the
 * moment its change is applied, in both directions.
 */
function changesBetween<T extends { id: string }>(before: T[], after: T[]): Change<T>[] {
  const [old, fresh] = [new Map(before.map((e) => [e.id, e])), new Map(after.map((e) => [e.id, e]))];
  const removed = before.flatMap((entry, index) =>
    fresh.has(entry.id) ? [] : [{ id: entry.id, index, before: entry, after: null }],
  );
  const changed = after.flatMap((entry, index) => {
    const was = old.get(entry.id);
    return was === undefined || isDeepEqual(was, entry)
      ? []
      : [{ id: entry.id, index, before: was, after: entry }];
  });
  const added = after.flatMap((entry, index) =>
    old.has(entry.id) ? [] : [{ id: entry.id, index, before: null, after: entry }],
  );
  return [...removed.reverse(), ...changed, ...added];
}

function applyChange<T extends { id: string }>(list: T[], change: Change<T>): T[] {
  const { id, index, after } = change;
  if (after === null) return list.filter((entry) => entry.id !== id);
  if (list.some((entry) => entry.id === id)) return list.map((entry) => (entry.id === id ? after : entry));
  return list.toSpliced(Math.min(index, list.length), 0, after);
}
