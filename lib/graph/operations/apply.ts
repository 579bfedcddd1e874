import { assertNever } from "../../base/assert";
import { newCrossing } from "../loop-crossings";
import type { WorkflowDocument, WorkflowNode } from "../workflow";
import { withDirection } from "./direction-operations";
import { removeEdges, withEdge } from "./edge-operations";
import {
  addNode,
  changeNode,
  duplicateNodes,
  insertFragment,
  insertOnEdge,
  moveNodes,
  removeNodes,
  setMember,
} from "./node-operations";
import { addNotes, changeNote, removeNotes } from "./note-operations";
import type { Operation } from "./operation";
import { applyPatch, invertPatch, patchBetween, withSettings } from "./patch";

export interface Applied {
  document: WorkflowDocument;
  /** Restores the document as it was, however the operation worked. */
  inverse: Operation;
}

export function applyOperation(document: WorkflowDocument, operation: Operation): Applied {
  const after = change(document, operation);
  return { document: after, inverse: { kind: "patch", patch: invertPatch(patchBetween(document, after)) } };
}

function change(document: WorkflowDocument, operation: Operation): WorkflowDocument {
  switch (operation.kind) {
    case "addNode":
      return addNode(document, operation.node, operation.after);
    case "insertOnEdge":
      return insertOnEdge(document, operation);
    case "removeNodes":
      return removeNodes(document, operation.nodeIds);
    case "moveNodes":
      return moveNodes(document, operation.positions);
    case "addEdge":
      // Of a fragment's edges the first ones may come before what makes them right; checks look at the whole.
      return newCrossing(document, operation.edge) === null ? withEdge(document, operation.edge) : document;
    case "removeEdges":
      return removeEdges(document, operation.edgeIds);
    case "duplicateNodes":
      return duplicateNodes(document, operation.newIds, operation.offset);
    case "insertFragment":
      return insertFragment(document, operation);
    case "setDirection":
      return withDirection(document, operation.direction);
    case "addNote":
      return addNotes(document, [operation.note]);
    case "changeNote":
      return changeNote(document, operation.noteId, operation.change);
    case "removeNotes":
      return removeNotes(document, operation.noteIds);
    case "setSettings":
      return withSettings(document, operation.settings);
    case "patch":
      return applyPatch(document, operation.patch);
    default:
      return changeOne(document, operation);
  }
}

type OneNode = Extract<Operation, { nodeId: string }>;

function changeOne(document: WorkflowDocument, operation: OneNode): WorkflowDocument {
  const { nodeId } = operation;
  switch (operation.kind) {
    case "setConfig":
      return changeNode(document, nodeId, (node) => ({ ...node, config: operation.config }));
    case "setConfigValue":
      return changeNode(document, nodeId, (node) => withConfigValue(node, operation));
    case "setName":
      return setMember(document, nodeId, { key: "name", value: operation.name.trim() });
    case "setOptions":
      return setMember(document, nodeId, { key: "options", value: operation.options });
    case "setConnection":
      return setMember(document, nodeId, { key: "connectionId", value: operation.connectionId });
    case "setDisabled":
      return setMember(document, nodeId, { key: "disabled", value: operation.disabled });
    default:
      return assertNever(operation);
  }
}

function withConfigValue(
  node: WorkflowNode,
  operation: Extract<Operation, { kind: "setConfigValue" }>,
): WorkflowNode {
  const { [operation.key]: _, ...config } = node.config;
  if (operation.value !== undefined) config[operation.key] = operation.value;
  return { ...node, config };
}
