/** Which steps have run whenever another one runs, and how a run can get around one that has not. Linear in nodes and edges. */
import { edgesFrom, upstreamOf } from "./traverse";
import type { NodeId, WorkflowDocument, WorkflowEdge } from "./workflow";

interface Ends {
  start: NodeId;
  id: NodeId;
}

type Next = ReadonlyMap<NodeId, readonly NodeId[]>;

/** The steps that every way from `start` to `id` leads through, both ends included; none where no way leads there. */
export function stepsOnEveryPath(document: WorkflowDocument, ends: Ends): Set<NodeId> {
  const next = outOf(document);
  const way = shortestWay(next, ends);
  const places = new Map(way.map((nodeId, place) => [nodeId, place]));
  const seen = new Set<NodeId>();
  const found = new Set<NodeId>();
  // One way shows all candidates; a candidate is on every way if nothing before it leads past it.
  let furthest = 0;
  for (const [place, nodeId] of way.entries()) {
    if (furthest <= place) found.add(nodeId);
    furthest = Math.max(furthest, ...ledTo(nodeId, { next, places, seen }));
  }
  return found;
}

interface Walk {
  next: Next;
  places: ReadonlyMap<NodeId, number>;
  /** Steps beside the way that were walked before. */
  seen: Set<NodeId>;
}

/** Where one comes to the way from `from`, not walking along it. */
function ledTo(from: NodeId, { next, places, seen }: Walk): number[] {
  const open = [from];
  const reached: number[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const target of next.get(at) ?? []) {
      const place = places.get(target);
      if (place !== undefined) reached.push(place);
      else if (!seen.has(target)) open.push(target);
      seen.add(target);
    }
  return reached;
}

/** The first edge by which a run from `start` to `id` leaves the ways through `through`; null where it cannot. */
export function detourAround(
  document: WorkflowDocument,
  { start, id, through }: Ends & { through: NodeId },
): WorkflowEdge | null {
  const without = { ...document, edges: document.edges.filter(({ target }) => target !== through) };
  const way = shortestWay(outOf(without), { start, id });
  const before = upstreamOf(document, through);
  for (const [place, nodeId] of way.entries()) {
    const target = way[place + 1];
    if (target === undefined || before.has(target) || !before.has(nodeId)) continue;
    return edgesFrom(without, nodeId).find((edge) => edge.target === target) ?? null;
  }
  return null;
}

function outOf(document: WorkflowDocument): Map<NodeId, NodeId[]> {
  const next = new Map<NodeId, NodeId[]>();
  for (const { source, target } of document.edges) {
    const targets = next.get(source);
    if (targets) targets.push(target);
    else next.set(source, [target]);
  }
  return next;
}

/** From `start` to `id`, both included; empty where there is none. */
function shortestWay(next: Next, { start, id }: Ends): NodeId[] {
  const cameFrom = new Map<NodeId, NodeId | null>([[start, null]]);
  for (const at of cameFrom.keys())
    for (const target of next.get(at) ?? []) if (!cameFrom.has(target)) cameFrom.set(target, at);
  const way: NodeId[] = [];
  for (let at = cameFrom.has(id) ? id : null; at !== null; at = cameFrom.get(at) ?? null) way.push(at);
  return way.reverse();
}
