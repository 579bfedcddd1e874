/** Questions about the shape of a document. All linear in nodes and edges. */
import type { NodeDescriptor } from "./descriptor";
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "./workflow";

export type CatalogueLookup = (type: string) => NodeDescriptor | undefined;

export const nodeOf = (document: WorkflowDocument, id: NodeId): WorkflowNode | undefined =>
  document.nodes.find((node) => node.id === id);

export const triggerNodesOf = (document: WorkflowDocument, lookup: CatalogueLookup): WorkflowNode[] =>
  document.nodes.filter((node) => lookup(node.type)?.kind === "trigger");

export const triggerNodeOf = (
  document: WorkflowDocument,
  lookup: CatalogueLookup,
): WorkflowNode | undefined => triggerNodesOf(document, lookup)[0];

export const edgesFrom = (document: WorkflowDocument, id: NodeId): WorkflowEdge[] =>
  document.edges.filter((edge) => edge.source === id);
export const edgesInto = (document: WorkflowDocument, id: NodeId): WorkflowEdge[] =>
  document.edges.filter((edge) => edge.target === id);

type Direction = "source" | "target";

/** Breadth first: every node that can be reached from `start` along (or against) the edges, with its distance. */
function walk(document: WorkflowDocument, start: NodeId, from: Direction): Map<NodeId, number> {
  const neighbors = neighborsOf(document, from);
  const distances = new Map<NodeId, number>();
  let ring = [start];
  for (let distance = 1; ring.length > 0; distance++) {
    ring = [...new Set(ring.flatMap((id) => neighbors.get(id) ?? []))].filter((id) => !distances.has(id));
    for (const id of ring) distances.set(id, distance);
  }
  return distances;
}

function neighborsOf(document: WorkflowDocument, from: Direction): Map<NodeId, NodeId[]> {
  const to: Direction = from === "source" ? "target" : "source";
  const neighbors = new Map<NodeId, NodeId[]>(document.nodes.map(({ id }) => [id, []]));
  for (const edge of document.edges) neighbors.get(edge[from])?.push(edge[to]);
  return neighbors;
}

/** Every node that may run before `id`, with the least number of edges between; `id` itself only in a cycle. */
export const upstreamOf = (document: WorkflowDocument, id: NodeId): Map<NodeId, number> =>
  walk(document, id, "target");

export const downstreamOf = (document: WorkflowDocument, id: NodeId): Map<NodeId, number> =>
  walk(document, id, "source");

/** `id` and everything that it reaches. */
export const reachableFrom = (document: WorkflowDocument, id: NodeId): Set<NodeId> =>
  new Set([id, ...downstreamOf(document, id).keys()]);

/** Would an edge from `source` to `target` close a circle? */
export const wouldCycle = (document: WorkflowDocument, source: NodeId, target: NodeId): boolean =>
  source === target || downstreamOf(document, target).has(source);

/** Does every way from `start` to `id` lead through `through`? */
export function isOnEveryPath(
  document: WorkflowDocument,
  ids: { start: NodeId; through: NodeId; id: NodeId },
): boolean {
  const { start, through, id } = ids;
  if (through === start) return true;
  const without = {
    ...document,
    edges: document.edges.filter((edge) => edge.source !== through && edge.target !== through),
  };
  return !reachableFrom(without, start).has(id);
}
