/** A patch says which elements differ between two documents; applied the other way round it is undo. */
import { isDeepEqual } from "../../base/equal";
import type { WorkflowDocument, WorkflowSettings } from "../workflow";
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
  const patched = {
    ...(patch.settings === undefined ? document : withSettings(document, patch.settings.after ?? {})),
    nodes: patch.nodes.reduce(applyChange, document.nodes),
    edges: patch.edges.reduce(applyChange, document.edges),
  };
  const noted = withNotes(patched, (patch.notes ?? []).reduce(applyChange, document.notes ?? []));
  return patch.direction === undefined ? noted : withDirection(noted, patch.direction.after);
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
