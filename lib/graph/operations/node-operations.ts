import type { JsonObject } from "../../base/json";
import { renameReferences } from "../references";
import { edgesFrom, edgesInto, nodeOf } from "../traverse";
import {
  DONE_BRANCH,
  EACH_BRANCH,
  type NodeId,
  type WorkflowDocument,
  type WorkflowEdge,
  type WorkflowNode,
  type WorkflowNote,
} from "../workflow";
import { withEdge } from "./edge-operations";
import { addNotes, withNotes } from "./note-operations";
import type { Position } from "./operation";

export const edgeId = (edge: Omit<WorkflowEdge, "id">): string =>
  `${edge.source}${edge.branch === undefined ? "" : `.${edge.branch}`}-${edge.target}`;

export const newEdge = (edge: Omit<WorkflowEdge, "id">): WorkflowEdge => ({ id: edgeId(edge), ...edge });

export function addNode(
  document: WorkflowDocument,
  node: WorkflowNode,
  after?: { source: NodeId; branch?: string },
): WorkflowDocument {
  if (nodeOf(document, node.id)) return document;
  const added = { ...document, nodes: [...document.nodes, node] };
  return after === undefined ? added : withEdge(added, newEdge({ ...after, target: node.id }));
}

export function insertOnEdge(
  document: WorkflowDocument,
  operation: { edgeId: string; node: WorkflowNode; branch?: string },
): WorkflowDocument {
  const edge = document.edges.find(({ id }) => id === operation.edgeId);
  if (edge === undefined || nodeOf(document, operation.node.id)) return document;
  const { source, target, branch } = edge;
  const out = operation.branch === undefined ? {} : { branch: operation.branch };
  return {
    ...document,
    nodes: [...document.nodes, operation.node],
    edges: document.edges.flatMap((other) =>
      other === edge
        ? [
            newEdge({ source, target: operation.node.id, ...(branch === undefined ? {} : { branch }) }),
            newEdge({ source: operation.node.id, target, ...out }),
          ]
        : [other],
    ),
  };
}

export const removeNodes = (document: WorkflowDocument, ids: NodeId[]): WorkflowDocument =>
  ids.reduce(removeNode, document);

function removeNode(document: WorkflowDocument, id: NodeId): WorkflowDocument {
  if (!nodeOf(document, id)) return document;
  const [into, from] = [edgesInto(document, id), edgesFrom(document, id)];
  const remaining: WorkflowDocument = {
    ...document,
    nodes: document.nodes.filter((node) => node.id !== id),
    edges: document.edges.filter((edge) => edge.source !== id && edge.target !== id),
  };
  const wires = healing(into, from);
  return wires.reduce((healed, wire) => withEdge(healed, newEdge(wire)), remaining);
}

/** What came after goes on after what came before, where there was one way on. Of a loop its body and what follows it both do. */
function healing(into: readonly WorkflowEdge[], from: readonly WorkflowEdge[]): Omit<WorkflowEdge, "id">[] {
  const isOfLoop = from.every(({ branch }) => branch === EACH_BRANCH || branch === DONE_BRANCH);
  if (from.length !== 1 && !isOfLoop) return [];
  return into.flatMap(({ source, branch }) =>
    from.map(({ target }) => ({ source, target, ...(branch === undefined ? {} : { branch }) })),
  );
}

export function changeNode(
  document: WorkflowDocument,
  id: NodeId,
  change: (node: WorkflowNode) => WorkflowNode,
): WorkflowDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

/** Sets a member, or leaves it out where the value is empty, so that equal documents look equal. */
export function setMember<K extends "name" | "connectionId" | "disabled" | "options">(
  document: WorkflowDocument,
  id: NodeId,
  member: { key: K; value: WorkflowNode[K] | undefined },
): WorkflowDocument {
  return changeNode(document, id, (node) => {
    const { [member.key]: _, ...rest } = node;
    const keep = member.value !== undefined && member.value !== "" && member.value !== false;
    return (keep ? { ...rest, [member.key]: member.value } : rest) as WorkflowNode;
  });
}

export function moveNodes(document: WorkflowDocument, positions: Record<NodeId, Position>): WorkflowDocument {
  const placed = <T extends { id: string; position: Position }>(element: T): T => {
    const position = Object.hasOwn(positions, element.id) ? positions[element.id] : undefined;
    return position === undefined ? element : { ...element, position };
  };
  const moved = { ...document, nodes: document.nodes.map(placed) };
  return document.notes === undefined ? moved : withNotes(moved, document.notes.map(placed));
}

export function duplicateNodes(
  document: WorkflowDocument,
  newIds: Record<NodeId, NodeId>,
  offset: Position,
): WorkflowDocument {
  const map = new Map(Object.entries(newIds));
  const shifted = ({ x, y }: Position): Position => ({ x: x + offset.x, y: y + offset.y });
  const nodes = document.nodes.flatMap((node) => {
    const id = map.get(node.id);
    if (id === undefined || nodeOf(document, id)) return [];
    return [
      {
        ...node,
        id,
        position: shifted(node.position),
        config: renameReferences(node.config, map) as JsonObject,
      },
    ];
  });
  const edges = document.edges.flatMap((edge) => {
    const [source, target] = [map.get(edge.source), map.get(edge.target)];
    return source === undefined || target === undefined
      ? []
      : [newEdge({ source, target, ...(edge.branch === undefined ? {} : { branch: edge.branch }) })];
  });
  const notes = (document.notes ?? []).flatMap((note) => {
    const id = map.get(note.id);
    return id === undefined ? [] : [{ ...note, id, position: shifted(note.position) }];
  });
  return insertFragment(document, { nodes, edges, notes });
}

export function insertFragment(
  document: WorkflowDocument,
  fragment: { nodes: WorkflowNode[]; edges: WorkflowEdge[]; notes?: WorkflowNote[] },
): WorkflowDocument {
  const fresh = fragment.nodes.filter((node) => !nodeOf(document, node.id));
  const withNodes = { ...document, nodes: [...document.nodes, ...fresh] };
  return addNotes(fragment.edges.reduce(withEdge, withNodes), fragment.notes ?? []);
}
