/** Questions about the shape of a document. All linear in nodes and edges. */
import type { NodeDescriptor } from "./descriptor";
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "./workflow";

export type CatalogueLookup = (type: string) => NodeDescriptor | undefined;

export const nodeOf = (document: WorkflowDocument, id: NodeId): WorkflowNode | undefined =>
  indexOf(document).nodes.get(id);

export function triggerNodesOf(document: WorkflowDocument, lookup: CatalogueLookup): readonly WorkflowNode[] {
  const { triggers } = indexOf(document);
  const known = triggers.get(lookup);
  if (known !== undefined) return known;
  const found = document.nodes.filter((node) => lookup(node.type)?.kind === "trigger");
  triggers.set(lookup, found);
  return found;
}

export const triggerNodeOf = (
  document: WorkflowDocument,
  lookup: CatalogueLookup,
): WorkflowNode | undefined => triggerNodesOf(document, lookup)[0];

export const edgesFrom = (document: WorkflowDocument, id: NodeId): WorkflowEdge[] =>
  document.edges.filter((edge) => edge.source === id);
export const edgesInto = (document: WorkflowDocument, id: NodeId): WorkflowEdge[] =>
  document.edges.filter((edge) => edge.target === id);

type Direction = "source" | "target";

/** What a document's wires say, gone through once for as long as no wire changes, and no step comes or goes. */
interface Shape {
  ids: readonly NodeId[];
  neighbors: Record<Direction, ReadonlyMap<NodeId, NodeId[]>>;
  walks: Record<Direction, Map<NodeId, ReadonlyMap<NodeId, number>>>;
  /** By "start through": what can be reached from start without passing there. */
  around: Map<string, ReadonlySet<NodeId>>;
}
/** Documents are values: nobody changes one, and a new one has a new index. */
interface Index {
  nodes: ReadonlyMap<NodeId, WorkflowNode>;
  triggers: WeakMap<CatalogueLookup, readonly WorkflowNode[]>;
  shape: Shape;
}
const shapes = new WeakMap<readonly WorkflowEdge[], Shape>();
const indexes = new WeakMap<readonly WorkflowNode[], WeakMap<readonly WorkflowEdge[], Index>>();

function indexOf({ nodes, edges }: WorkflowDocument): Index {
  const ofNodes = indexes.get(nodes) ?? new WeakMap<readonly WorkflowEdge[], Index>();
  indexes.set(nodes, ofNodes);
  const known = ofNodes.get(edges);
  if (known !== undefined) return known;
  // Of two with one id, which a check reports, the first.
  const byId = new Map(nodes.toReversed().map((node) => [node.id, node]));
  const made = { nodes: byId, triggers: new WeakMap(), shape: shapeOf(nodes, edges) };
  ofNodes.set(edges, made);
  return made;
}

/** Typing changes what is in a step many times a second; the wires, and so the shape, stay. */
function shapeOf(nodes: readonly WorkflowNode[], edges: readonly WorkflowEdge[]): Shape {
  const known = shapes.get(edges);
  if (known?.ids.length === nodes.length && nodes.every(({ id }, index) => id === known.ids[index]))
    return known;
  const made: Shape = {
    ids: nodes.map(({ id }) => id),
    neighbors: { source: neighborsOf(nodes, edges, "source"), target: neighborsOf(nodes, edges, "target") },
    walks: { source: new Map(), target: new Map() },
    around: new Map(),
  };
  shapes.set(edges, made);
  return made;
}

function neighborsOf(
  nodes: readonly WorkflowNode[],
  edges: readonly WorkflowEdge[],
  from: Direction,
): Map<NodeId, NodeId[]> {
  const to: Direction = from === "source" ? "target" : "source";
  const neighbors = new Map<NodeId, NodeId[]>(nodes.map(({ id }) => [id, []]));
  for (const edge of edges) neighbors.get(edge[from])?.push(edge[to]);
  return neighbors;
}

/** Breadth first: every node that can be reached from `start` along (or against) the edges, with its distance. */
function walk(document: WorkflowDocument, start: NodeId, from: Direction): ReadonlyMap<NodeId, number> {
  const { neighbors, walks } = indexOf(document).shape;
  const known = walks[from].get(start);
  if (known !== undefined) return known;
  const made = ringsAround(start, (id) => neighbors[from].get(id) ?? []);
  walks[from].set(start, made);
  return made;
}

function ringsAround(start: NodeId, next: (id: NodeId) => readonly NodeId[]): Map<NodeId, number> {
  const distances = new Map<NodeId, number>();
  const queue = [start];
  for (let index = 0; index < queue.length; index++) {
    const id = queue[index] as NodeId;
    // A circle leads back to the start, which then has a distance of its own.
    const distance = index === 0 ? 1 : (distances.get(id) ?? 0) + 1;
    for (const other of next(id)) {
      if (distances.has(other)) continue;
      distances.set(other, distance);
      if (other !== start) queue.push(other);
    }
  }
  return distances;
}

/** Every node that may run before `id`, with the least number of edges between; `id` itself only in a cycle. */
export const upstreamOf = (document: WorkflowDocument, id: NodeId): ReadonlyMap<NodeId, number> =>
  walk(document, id, "target");

export const downstreamOf = (document: WorkflowDocument, id: NodeId): ReadonlyMap<NodeId, number> =>
  walk(document, id, "source");

/** `id` and everything that it reaches. */
export const reachableFrom = (document: WorkflowDocument, id: NodeId): Set<NodeId> =>
  new Set([id, ...downstreamOf(document, id).keys()]);

/** Would an edge from `source` to `target` close a circle? */
export const wouldCycle = (document: WorkflowDocument, source: NodeId, target: NodeId): boolean =>
  source === target || downstreamOf(document, target).has(source);

/** Is there any circle at all? Takes away what nothing leads to, until nothing is left or only circles are. */
export function hasCircle({ nodes, edges }: Pick<WorkflowDocument, "nodes" | "edges">): boolean {
  const into = new Map(nodes.map(({ id }) => [id, 0]));
  const next = new Map<NodeId, NodeId[]>();
  for (const { source, target } of edges) {
    into.set(target, (into.get(target) ?? 0) + 1);
    next.set(source, [...(next.get(source) ?? []), target]);
  }
  const free = [...into].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (const id of free)
    for (const target of next.get(id) ?? []) {
      const left = (into.get(target) ?? 0) - 1;
      into.set(target, left);
      if (left === 0) free.push(target);
    }
  return free.length < into.size;
}

/** Every node's place among all, as a run comes by them: what leads to it is before it. Nodes of a circle, and behind one, come last. */
export function placesInRun({
  nodes,
  edges,
}: Pick<WorkflowDocument, "nodes" | "edges">): Map<NodeId, number> {
  const waiting = new Map(nodes.map(({ id }) => [id, edges.filter(({ target }) => target === id).length]));
  const order = nodes.flatMap(({ id }) => (waiting.get(id) === 0 ? [id] : []));
  for (const id of order)
    for (const { source, target } of edges) {
      if (source !== id) continue;
      const left = (waiting.get(target) ?? 0) - 1;
      waiting.set(target, left);
      if (left === 0) order.push(target);
    }
  return new Map([...new Set([...order, ...nodes.map(({ id }) => id)])].map((id, place) => [id, place]));
}

/** Does every way from `start` to `id` lead through `through`? */
export function isOnEveryPath(
  document: WorkflowDocument,
  ids: { start: NodeId; through: NodeId; id: NodeId },
): boolean {
  const { start, through, id } = ids;
  if (through === start) return true;
  return !reachedAround(document, start, through).has(id);
}

/** What `start` reaches without passing through `through`. */
function reachedAround(document: WorkflowDocument, start: NodeId, through: NodeId): ReadonlySet<NodeId> {
  const { neighbors, around } = indexOf(document).shape;
  const key = `${start} ${through}`;
  const known = around.get(key);
  if (known !== undefined) return known;
  const next = (id: NodeId) => (neighbors.source.get(id) ?? []).filter((to) => to !== through);
  const made = new Set([start, ...ringsAround(start, next).keys()]);
  around.set(key, made);
  return made;
}

/** A node that leads back to itself, or undefined. */
export function nodeInCycle(document: WorkflowDocument): WorkflowNode | undefined {
  const { neighbors } = indexOf(document).shape;
  const waiting = new Map(document.nodes.map(({ id }) => [id, neighbors.target.get(id)?.length ?? 0]));
  const free = document.nodes.map(({ id }) => id).filter((id) => waiting.get(id) === 0);
  for (let id = free.pop(); id !== undefined; id = free.pop())
    for (const next of neighbors.source.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) free.push(next);
    }
  // What is left stands in a cycle or behind one.
  return document.nodes.find(({ id }) => (waiting.get(id) ?? 0) > 0 && downstreamOf(document, id).has(id));
}
