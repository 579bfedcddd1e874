import type { JsonObject } from "../../base/json";
import { renameReferences } from "../references";
import { edgesFrom, edgesInto, nodeOf } from "../traverse";
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "../workflow";
import { withEdge } from "./edge-operations";
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
  const [only, ...others] = from;
  if (only === undefined || others.length > 0) return remaining;
  return into.reduce(
    (healed, edge) =>
      withEdge(
        healed,
        newEdge({
          source: edge.source,
          target: only.target,
          ...(edge.branch === undefined ? {} : { branch: edge.branch }),
        }),
      ),
    remaining,
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
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const position = Object.hasOwn(positions, node.id) ? positions[node.id] : undefined;
      return position === undefined ? node : { ...node, position };
    }),
  };
}

export function duplicateNodes(
  document: WorkflowDocument,
  newIds: Record<NodeId, NodeId>,
  offset: Position,
): WorkflowDocument {
  const map = new Map(Object.entries(newIds));
  const nodes = document.nodes.flatMap((node) => {
    const id = map.get(node.id);
    if (id === undefined || nodeOf(document, id)) return [];
    const position = { x: node.position.x + offset.x, y: node.position.y + offset.y };
    return [{ ...node, id, position, config: renameReferences(node.config, map) as JsonObject }];
  });
  const edges = document.edges.flatMap((edge) => {
    const [source, target] = [map.get(edge.source), map.get(edge.target)];
    return source === undefined || target === undefined
      ? []
      : [newEdge({ source, target, ...(edge.branch === undefined ? {} : { branch: edge.branch }) })];
  });
  return insertFragment(document, nodes, edges);
}

export function insertFragment(
  document: WorkflowDocument,
  nodes: WorkflowNode[],
  edges: WorkflowEdge[],
): WorkflowDocument {
  const fresh = nodes.filter((node) => !nodeOf(document, node.id));
  return edges.reduce(withEdge, { ...document, nodes: [...document.nodes, ...fresh] });
}
