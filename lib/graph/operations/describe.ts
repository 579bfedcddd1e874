/** What a change does, in the user's words and in the imperative, to follow "Undo" or "Redo": "add Filter", "move 3 steps". */
import { nodeName } from "../fields";
import { type CatalogueLookup, nodeOf } from "../traverse";
import type { NodeId, WorkflowDocument } from "../workflow";
import type { Operation, Patch } from "./operation";

interface Scene {
  /** As it was before the change. */
  document: WorkflowDocument;
  lookup: CatalogueLookup;
}

/** Making room is not what somebody did: moves are named only where nothing else happened. */
export function describeOperations(operations: readonly Operation[], scene: Scene): string {
  const telling = operations.filter(({ kind }) => kind !== "moveNodes");
  const [first] = telling.length > 0 ? telling : operations;
  return first === undefined ? "change" : wordsFor(first, scene);
}

function wordsFor(operation: Operation, scene: Scene): string {
  switch (operation.kind) {
    case "addNode":
    case "insertOnEdge":
      return `add ${nodeName(operation.node, scene.lookup(operation.node.type))}`;
    case "removeNodes":
      return `delete ${several(operation.nodeIds, scene)}`;
    case "duplicateNodes":
      return `duplicate ${several(Object.keys(operation.newIds), scene)}`;
    case "moveNodes":
      return `move ${several(Object.keys(operation.positions), scene)}`;
    case "insertFragment":
      return `paste ${counted(operation.nodes.length + (operation.notes?.length ?? 0), "step")}`;
    case "patch":
      return describePatch(operation.patch, scene);
    default:
      return describeSmall(operation, scene);
  }
}

type Small = Exclude<
  Operation,
  {
    kind:
      | "addNode"
      | "insertOnEdge"
      | "removeNodes"
      | "duplicateNodes"
      | "moveNodes"
      | "insertFragment"
      | "patch";
  }
>;

function describeSmall(operation: Small, scene: Scene): string {
  switch (operation.kind) {
    case "addEdge":
      return `connect ${named(operation.edge.source, scene)} to ${named(operation.edge.target, scene)}`;
    case "removeEdges":
      return operation.edgeIds.length === 1 ? "delete a wire" : `delete ${operation.edgeIds.length} wires`;
    case "setDirection":
      return operation.direction === "down" ? "lay out from top to bottom" : "lay out from left to right";
    case "setSettings":
      return "change the settings";
    case "addNote":
      return "add a note";
    case "changeNote":
      return "change a note";
    case "removeNotes":
      return operation.noteIds.length === 1 ? "delete a note" : `delete ${operation.noteIds.length} notes`;
    default:
      return describeSetting(operation, scene);
  }
}

type Setting = Extract<Operation, { nodeId: NodeId }>;

function describeSetting(operation: Setting, scene: Scene): string {
  const name = named(operation.nodeId, scene);
  switch (operation.kind) {
    case "setConfigValue":
      return `change ${labelOf(operation.nodeId, operation.key, scene)} of ${name}`;
    case "setConfig": {
      const keys = changedKeys(operation, scene.document);
      const [only] = keys;
      return only !== undefined && keys.length === 1
        ? `change ${labelOf(operation.nodeId, only, scene)} of ${name}`
        : `change ${name}`;
    }
    case "setName":
      return `rename ${name}`;
    case "setOptions":
      return `change the options of ${name}`;
    case "setConnection":
      return `choose a connection for ${name}`;
    case "setDisabled":
      return `${operation.disabled ? "disable" : "enable"} ${name}`;
  }
}

/** Settings that a new configuration gives another value. */
export function changedKeys(
  { nodeId, config }: Extract<Operation, { kind: "setConfig" }>,
  document: WorkflowDocument,
): string[] {
  const before = nodeOf(document, nodeId)?.config ?? {};
  return [...new Set([...Object.keys(before), ...Object.keys(config)])].filter(
    (key) => before[key] !== config[key],
  );
}

function describePatch({ nodes, edges }: Patch, scene: Scene): string {
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) {
    const { before, after } = only;
    if (after === null) return `delete ${named(only.id, scene)}`;
    const name = nodeName(after, scene.lookup(after.type));
    if (before === null) return `add ${name}`;
    return before.type === after.type ? `change ${name}` : `choose ${name}`;
  }
  return nodes.length > 1 ? `change ${nodes.length} steps` : `change ${counted(edges.length, "wire")}`;
}

function several(ids: readonly string[], scene: Scene): string {
  const notes = scene.document.notes ?? [];
  if (ids.length > 0 && ids.every((id) => notes.some((note) => note.id === id)))
    return ids.length === 1 ? "a note" : `${ids.length} notes`;
  const [only] = ids;
  return only !== undefined && ids.length === 1 ? named(only, scene) : counted(ids.length, "step");
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function named(id: NodeId, { document, lookup }: Scene): string {
  const node = nodeOf(document, id);
  return node ? nodeName(node, lookup(node.type)) : "a step";
}

function labelOf(id: NodeId, key: string, { document, lookup }: Scene): string {
  const node = nodeOf(document, id);
  return (node && lookup(node.type)?.inputs.find((input) => input.key === key)?.label) ?? key;
}
