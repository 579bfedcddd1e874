/** What of a run's graph is the same for every plan: a document is never changed once it is published. */
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "../graph/workflow";
import { EACH_BRANCH } from "../graph/workflow";

/** A graph of its own: what the trigger leads to, or the body of a loop. A loop's `each` belongs to its body, its other ways out to where it stands. */
export interface Place {
  /** The trigger, or the loop. */
  root: NodeId;
  isBody: boolean;
  /** Loops that it is in, the outermost first; of a body its own one is the last. */
  around: readonly NodeId[];
  /** Ways in from within the root's reach; others do not count. */
  into: ReadonlyMap<NodeId, WorkflowEdge[]>;
  out: ReadonlyMap<NodeId, WorkflowEdge[]>;
  reachable: readonly WorkflowNode[];
}

export interface Wiring {
  nodes: ReadonlyMap<NodeId, WorkflowNode>;
  outside: Place;
  /** By loop. */
  bodies: ReadonlyMap<NodeId, Place>;
  /** By node: where it stands. */
  placeOf: ReadonlyMap<NodeId, Place>;
}

const wirings = new WeakMap<WorkflowDocument, Map<NodeId, Wiring>>();

export function wiringOf(document: WorkflowDocument, triggerId: NodeId): Wiring {
  const ofDocument = wirings.get(document) ?? new Map<NodeId, Wiring>();
  const wiring = ofDocument.get(triggerId) ?? wire(document, triggerId);
  wirings.set(document, ofDocument.set(triggerId, wiring));
  return wiring;
}

interface Draft {
  nodes: ReadonlyMap<NodeId, WorkflowNode>;
  out: ReadonlyMap<NodeId, WorkflowEdge[]>;
  placeOf: Map<NodeId, Place>;
}

function wire(document: WorkflowDocument, triggerId: NodeId): Wiring {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const draft: Draft = { nodes, out: groupBy(document.edges, "source"), placeOf: new Map() };
  const outside = placeAt(draft, { root: triggerId, isBody: false, around: [] });
  const bodies = new Map<NodeId, Place>();
  const places = [outside];
  // From the outside to the inside: what is reached without a loop is not in its body.
  for (const { reachable, around } of places)
    for (const { id } of reachable) {
      if (!(draft.out.get(id) ?? []).some(({ branch }) => branch === EACH_BRANCH)) continue;
      const body = placeAt(draft, { root: id, isBody: true, around: [...around, id] });
      bodies.set(id, body);
      places.push(body);
    }
  return { nodes, outside, bodies, placeOf: draft.placeOf };
}

function placeAt(draft: Draft, at: Pick<Place, "root" | "isBody" | "around">): Place {
  const { nodes, out, placeOf } = draft;
  const waysOf = (id: NodeId) =>
    (out.get(id) ?? []).filter(({ branch }) => (branch === EACH_BRANCH) === (at.isBody && id === at.root));
  const reached = new Set([at.root]);
  for (const id of reached)
    for (const { target } of waysOf(id)) if (!placeOf.has(target)) reached.add(target);
  const counted = [...reached].flatMap(waysOf);
  const reachable = [...reached].flatMap((id) => (id === at.root ? [] : (nodes.get(id) ?? [])));
  const place = { ...at, into: groupBy(counted, "target"), out: groupBy(counted, "source"), reachable };
  for (const { id } of reachable) placeOf.set(id, place);
  return place;
}

function groupBy(edges: readonly WorkflowEdge[], end: "source" | "target"): Map<NodeId, WorkflowEdge[]> {
  const groups = new Map<NodeId, WorkflowEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === undefined) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  return groups;
}
