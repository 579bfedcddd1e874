import { nodeOf, wouldCycle } from "../traverse";
import type { WorkflowDocument, WorkflowEdge } from "../workflow";

/** Adds an edge unless it would dangle, close a circle or say the same as one that is there. */
export function withEdge(document: WorkflowDocument, edge: WorkflowEdge): WorkflowDocument {
  const dangling = !nodeOf(document, edge.source) || !nodeOf(document, edge.target);
  const known = document.edges.some(
    (other) =>
      other.id === edge.id ||
      (other.source === edge.source && other.target === edge.target && other.branch === edge.branch),
  );
  if (dangling || known || wouldCycle(document, edge.source, edge.target)) return document;
  return { ...document, edges: [...document.edges, edge] };
}

export const removeEdges = (document: WorkflowDocument, ids: string[]): WorkflowDocument => ({
  ...document,
  edges: document.edges.filter((edge) => !ids.includes(edge.id)),
});
