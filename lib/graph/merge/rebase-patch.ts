/**
 * History beside other people: a patch that led from one of my documents to another, after somebody else's changes were taken in. What
 * they changed since, it leaves alone; what they built upon, it does not remove.
 */
import { isDeepEqual } from "../../base/equal";
import { directionOf } from "../operations/direction-operations";
import type { Change, Patch } from "../operations/operation";
import { patchBetween } from "../operations/patch";
import type { WorkflowDocument, WorkflowEdge, WorkflowNode, WorkflowNote } from "../workflow";
import { byId, mergeElement } from "./merge-elements";
import { type Decide, mergeMembers, mergeValue } from "./merge-value";

const theirs: Decide = () => "theirs";

export interface Rebase {
  /** The same patch comes back where it is about nothing that changed. */
  patch(patch: Patch): Patch;
}

/** `mine` is the document that my history belongs to, `merged` what it became. */
export function rebaseOnto(mine: WorkflowDocument, merged: WorkflowDocument): Rebase {
  const taken = patchBetween(mine, merged);
  const touched = touchedBy(taken);
  const nodes = mapper("node", mine.nodes, merged.nodes);
  const notes = mapper("note", mine.notes ?? [], merged.notes ?? []);
  const edges = edgeMapper(mine.edges, merged);

  function changesOf(patch: Patch) {
    const kept = keptNodes(patch, touched);
    const ofNodes = patch.nodes.flatMap((change) => (kept.has(change.id) ? [] : mapped(change, nodes)));
    // A step that stays keeps its wires as they are.
    const ofEdges = kept.size > 0 ? [] : patch.edges.flatMap((change) => mapped(change, edges));
    return {
      nodes: ofNodes,
      edges: ofEdges,
      notes: (patch.notes ?? []).flatMap((change) => mapped(change, notes)),
    };
  }

  return {
    patch(patch) {
      if (!isAbout(patch, touched)) return patch;
      const { notes: ofNotes, ...changes } = changesOf(patch);
      return {
        ...changes,
        ...(ofNotes.length === 0 ? {} : { notes: ofNotes }),
        ...settingsOf(patch, mine, merged),
        ...directionsOf(patch, mine, merged),
      };
    },
  };
}

interface Touched {
  /** Nodes, edges and notes. */
  ids: ReadonlySet<string>;
  /** Ends of edges that came. */
  wired: ReadonlySet<string>;
  whole: boolean;
}

function touchedBy({ nodes, edges, notes = [], settings, direction }: Patch): Touched {
  const came = edges.flatMap(({ after }) => (after === null ? [] : [after.source, after.target]));
  return {
    ids: new Set([...nodes, ...edges, ...notes].map(({ id }) => id)),
    wired: new Set(came),
    whole: settings !== undefined || direction !== undefined,
  };
}

function isAbout(patch: Patch, { ids, wired, whole }: Touched): boolean {
  if (whole && (patch.settings !== undefined || patch.direction !== undefined)) return true;
  if ([...patch.nodes, ...(patch.notes ?? [])].some(({ id }) => ids.has(id) || wired.has(id))) return true;
  return patch.edges.some(
    ({ id, after }) => ids.has(id) || (after !== null && (ids.has(after.source) || ids.has(after.target))),
  );
}

/** Steps that the patch would remove, and that somebody has changed or wired since. */
const keptNodes = (patch: Patch, { ids, wired }: Touched): ReadonlySet<string> =>
  new Set(
    patch.nodes.flatMap(({ id, before, after }) =>
      before !== null && after === null && (ids.has(id) || wired.has(id)) ? [id] : [],
    ),
  );

type Mapper<T> = (id: string, element: T | null) => T | null;

function mapped<T extends { id: string }>(change: Change<T>, map: Mapper<T>): Change<T>[] {
  const [before, after] = [map(change.id, change.before), map(change.id, change.after)];
  if (isDeepEqual(before, after)) return [];
  return before === change.before && after === change.after ? [change] : [{ ...change, before, after }];
}

/** From an element as it once was with me to what it would have been with their change. */
function mapper<T extends WorkflowNode | WorkflowNote>(
  subject: "node" | "note",
  mine: readonly T[],
  merged: readonly T[],
): Mapper<T> {
  const [was, is] = [byId(mine), byId(merged)];
  return (id, element) => {
    const [base, now] = [was.get(id), is.get(id)];
    if (isDeepEqual(base, now)) return element;
    return mergeElement(subject, { base, mine: element ?? undefined, theirs: now }, theirs) ?? null;
  };
}

function edgeMapper(mine: readonly WorkflowEdge[], merged: WorkflowDocument): Mapper<WorkflowEdge> {
  const [was, is] = [byId(mine), byId(merged.edges)];
  return (id, element) => {
    const [base, now] = [was.get(id), is.get(id)];
    return isDeepEqual(base, now) ? element : (now ?? null);
  };
}

function settingsOf(
  { settings }: Patch,
  mine: WorkflowDocument,
  merged: WorkflowDocument,
): Pick<Patch, "settings"> {
  if (settings === undefined) return {};
  const place = { subject: "document" as const, elementId: "", path: ["settings"] };
  const map = (value: typeof settings.before) =>
    mergeMembers(place, { base: mine.settings, mine: value ?? undefined, theirs: merged.settings }, theirs) ??
    null;
  const [before, after] = [map(settings.before), map(settings.after)];
  return isDeepEqual(before, after) ? {} : { settings: { before, after } };
}

function directionsOf(
  { direction }: Patch,
  mine: WorkflowDocument,
  merged: WorkflowDocument,
): Pick<Patch, "direction"> {
  if (direction === undefined) return {};
  const place = { subject: "document" as const, elementId: "", path: ["direction"] };
  const map = (value: typeof direction.before) =>
    mergeValue(place, { base: directionOf(mine), mine: value, theirs: directionOf(merged) }, theirs);
  const [before, after] = [map(direction.before), map(direction.after)];
  return before === after ? {} : { direction: { before, after } };
}
