/**
 * Merges two drafts that grew out of one: different steps, and different fields of one step, come together; what both changed differently
 * is a conflict, for a person to choose. Nothing is taken from either side without saying so.
 */
import { isDeepEqual } from "../../base/equal";
import type { WorkflowDocument, WorkflowNode } from "../workflow";
import { mergeElements } from "./merge-elements";
import {
  type Decide,
  type MergeConflict,
  mergeMembers,
  mergeValue,
  type Side,
  type Three,
} from "./merge-value";
import { mergeEdges } from "./merge-ways";

export type { MergeConflict, Side } from "./merge-value";

/** By the conflict's id. */
export type Choices = Readonly<Record<string, Side>>;

export interface Merged {
  /** Valid whatever was chosen; where nothing was, theirs stands. */
  document: WorkflowDocument;
  /** Not chosen yet. */
  conflicts: MergeConflict[];
}

export function mergeDocuments(three: Three<WorkflowDocument>, choices: Choices = {}): Merged {
  const conflicts: MergeConflict[] = [];
  const decide: Decide = (conflict) => {
    const choice = choices[conflict.id];
    if (choice === undefined) conflicts.push(conflict);
    return choice ?? "theirs";
  };
  return { document: mergeWith(three, decide), conflicts };
}

function mergeWith(three: Three<WorkflowDocument>, decide: Decide): WorkflowDocument {
  const { base, mine, theirs } = three;
  if (isDeepEqual(theirs, base) || isDeepEqual(mine, theirs)) return mine;
  const nodes = mergeElements("node", parts(three, "nodes"), decide);
  const notes = mergeElements("note", parts(three, "notes"), decide);
  return {
    ...mergeRest(three, decide),
    formatVersion: theirs.formatVersion,
    nodes: apart(nodes, three),
    edges: mergeEdges(nodes, three, decide),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

const parts = <K extends "nodes" | "notes">(three: Three<WorkflowDocument>, key: K) =>
  ({
    base: three.base[key] ?? [],
    mine: three.mine[key] ?? [],
    theirs: three.theirs[key] ?? [],
  }) as Three<NonNullable<WorkflowDocument[K]>>;

const LISTS = new Set(["nodes", "edges", "notes", "formatVersion"]);

/** Settings member by member, everything else that a document says of itself as a whole. */
function mergeRest(three: Three<WorkflowDocument>, decide: Decide): Partial<WorkflowDocument> {
  const [base, mine, theirs] = [three.base, three.mine, three.theirs] as unknown as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(theirs ?? {}), ...Object.keys(mine ?? {})])];
  const merged = keys.flatMap((key) => {
    if (LISTS.has(key)) return [];
    const place = { subject: "document" as const, elementId: "", path: [key] };
    const values = { base: base?.[key], mine: mine?.[key], theirs: theirs?.[key] };
    const value =
      key === "settings"
        ? mergeMembers(place, values as Three<object | undefined>, decide)
        : mergeValue(place, values, decide);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(merged);
}

const ROOM = { width: 264, height: 112 };

/** Steps that both sides put in the same place would hide each other: mine moves down. */
function apart(nodes: WorkflowNode[], { base, mine, theirs }: Three<WorkflowDocument>): WorkflowNode[] {
  const known = new Set(base.nodes.map(({ id }) => id));
  const added = (side: WorkflowDocument, other: WorkflowDocument) =>
    new Set(
      side.nodes
        .map(({ id }) => id)
        .filter((id) => !known.has(id) && !other.nodes.some((node) => node.id === id)),
    );
  const [myNew, theirNew] = [added(mine, theirs), added(theirs, mine)];
  const taken = nodes.filter(({ id }) => theirNew.has(id)).map(({ position }) => position);
  if (taken.length === 0) return nodes;
  return nodes.map((node) => {
    if (!myNew.has(node.id)) return node;
    let { x, y } = node.position;
    const hidden = () =>
      taken.some((other) => Math.abs(other.x - x) < ROOM.width && Math.abs(other.y - y) < ROOM.height);
    while (hidden()) y += ROOM.height;
    return y === node.position.y ? node : { ...node, position: { x, y } };
  });
}
