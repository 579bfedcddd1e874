/** A step changes places with the one before or after it, where both stand in one line. */
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { Operation } from "@/lib/graph/operations/operation";
import { type CatalogueLookup, edgesFrom, edgesInto, nodeOf } from "@/lib/graph/traverse";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";

/** Null where the step cannot move that way. */
export function moveStep(
  document: WorkflowDocument,
  id: NodeId,
  { way, lookup }: { way: "earlier" | "later"; lookup: CatalogueLookup },
): Operation[] | null {
  const [next] = edgesFrom(document, id);
  const [into] = edgesInto(document, id);
  const pair =
    way === "earlier"
      ? into && { before: into.source, after: id }
      : next && { before: id, after: next.target };
  return pair ? swap(document, pair, lookup) : null;
}

function swap(
  document: WorkflowDocument,
  { before, after }: { before: NodeId; after: NodeId },
  lookup: CatalogueLookup,
): Operation[] | null {
  const [first, second] = [nodeOf(document, before), nodeOf(document, after)];
  const [into, between, from] = [
    edgesInto(document, before),
    edgesFrom(document, before),
    edgesFrom(document, after),
  ];
  const isLine =
    edgesInto(document, after).length === 1 &&
    between.length === 1 &&
    from.length <= 1 &&
    [...between, ...from].every(({ branch }) => branch === undefined);
  const movable = [first, second].every((node) => {
    const descriptor = node && lookup(node.type);
    return descriptor?.kind === "action" && descriptor.branching === undefined;
  });
  if (!first || !second || !isLine || !movable) return null;
  const edges = [
    ...into.map(({ source, branch }) =>
      newEdge({ source, target: after, ...(branch === undefined ? {} : { branch }) }),
    ),
    newEdge({ source: after, target: before }),
    ...from.map(({ target }) => newEdge({ source: before, target })),
  ];
  return [
    { kind: "removeEdges", edgeIds: [...into, ...between, ...from].map(({ id }) => id) },
    ...edges.map((edge): Operation => ({ kind: "addEdge", edge })),
    { kind: "moveNodes", positions: { [before]: second.position, [after]: first.position } },
  ];
}
