/**
 * Which steps are in the body of a loop, from the edges alone: what the way out `each` of a node leads to, and nothing else does. What is also
 * reached without that way is outside: an edge that leads there leaves the body, which checks report.
 */
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "./workflow";
import { EACH_BRANCH } from "./workflow";

/** By node in a body: the loop that it is in, the innermost one. */
type Loops = ReadonlyMap<NodeId, NodeId>;

const known = new WeakMap<readonly WorkflowEdge[], WeakMap<readonly WorkflowNode[], Loops>>();

/** The innermost loop that a node is in; null outside of loops. A loop is not in its own body. */
export const loopOf = (document: WorkflowDocument, id: NodeId): NodeId | null =>
  loopsIn(document).get(id) ?? null;

/** The loops that a node is in, the innermost first. */
export function loopsAround(document: WorkflowDocument, id: NodeId): NodeId[] {
  const around: NodeId[] = [];
  for (let loop = loopOf(document, id); loop !== null; loop = loopOf(document, loop)) around.push(loop);
  return around;
}

/** Every step of a loop's body, those of the loops in it included. */
export const bodyOf = (document: WorkflowDocument, loop: NodeId): NodeId[] =>
  document.nodes.flatMap(({ id }) => (loopsAround(document, id).includes(loop) ? [id] : []));

export const hasLoops = ({ edges }: { edges: readonly WorkflowEdge[] }): boolean =>
  edges.some(({ branch }) => branch === EACH_BRANCH);

export const isLoop = (document: WorkflowDocument, id: NodeId): boolean =>
  document.edges.some(({ source, branch }) => source === id && branch === EACH_BRANCH);

/** Worked out once per document. Linear in nodes and edges. */
function loopsIn({ nodes, edges }: Pick<WorkflowDocument, "nodes" | "edges">): Loops {
  const ofEdges = known.get(edges) ?? new WeakMap<readonly WorkflowNode[], Loops>();
  known.set(edges, ofEdges);
  const found = ofEdges.get(nodes) ?? findLoops(nodes, edges);
  ofEdges.set(nodes, found);
  return found;
}

const NONE: Loops = new Map();

function findLoops(nodes: readonly WorkflowNode[], edges: readonly WorkflowEdge[]): Loops {
  if (!hasLoops({ edges })) return NONE;
  const out = new Map<NodeId, WorkflowEdge[]>(nodes.map(({ id }) => [id, []]));
  for (const edge of edges) out.get(edge.source)?.push(edge);
  const entered = new Set(edges.map(({ target }) => target));
  const loops = new Map<NodeId, NodeId>();
  const placed = new Set<NodeId>();
  // From the outside to the inside: a node belongs to the outermost place that reaches it.
  const places: { loop: NodeId | null; from: NodeId[] }[] = [
    { loop: null, from: nodes.flatMap(({ id }) => (entered.has(id) ? [] : [id])) },
  ];
  for (const { loop, from } of places)
    for (const id of reachedFrom(from, out, placed)) {
      if (loop !== null) loops.set(id, loop);
      const inner = (out.get(id) ?? []).filter(({ branch }) => branch === EACH_BRANCH);
      if (inner.length > 0) places.push({ loop: id, from: inner.map(({ target }) => target) });
    }
  return loops;
}

/** Without entering bodies, and without what was `placed` before; what is reached is placed then. */
function reachedFrom(
  from: readonly NodeId[],
  out: ReadonlyMap<NodeId, readonly WorkflowEdge[]>,
  placed: Set<NodeId>,
): Set<NodeId> {
  const reached = new Set<NodeId>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const ways = out.get(id);
    if (ways === undefined || placed.has(id)) continue;
    placed.add(id);
    reached.add(id);
    for (const { target, branch } of ways) if (branch !== EACH_BRANCH) open.push(target);
  }
  return reached;
}
