/** Edges that break the rule that a body ends within its loop: its way `each` is the one way in, and nothing leads out. */
import { hasLoops, loopOf, loopsAround } from "./loops";
import { nodeOf } from "./traverse";
import { EACH_BRANCH, type NodeId, type WorkflowDocument, type WorkflowEdge } from "./workflow";

/** An edge between steps of which only one is in the body. */
export interface LoopCrossing {
  edge: WorkflowEdge;
  /** It leads out of the body, to a step that is reached elsewhere, too; else into it. */
  leaves: boolean;
  loop: NodeId;
}

/** The loop that what follows by this edge is in. */
const loopBehind = (document: WorkflowDocument, { source, branch }: WorkflowEdge): NodeId | null =>
  branch === EACH_BRANCH ? source : loopOf(document, source);

export function loopCrossings(document: WorkflowDocument): LoopCrossing[] {
  return hasLoops(document) ? document.edges.flatMap((edge) => crossingOf(document, edge) ?? []) : [];
}

function crossingOf(document: WorkflowDocument, edge: WorkflowEdge): LoopCrossing | null {
  const [from, to] = [loopBehind(document, edge), loopOf(document, edge.target)];
  if (from === to || !nodeOf(document, edge.source) || !nodeOf(document, edge.target)) return null;
  const within = to === null ? [] : [to, ...loopsAround(document, to)];
  if (from !== null && !within.includes(from)) return { edge, leaves: true, loop: from };
  return to === null ? null : { edge, leaves: false, loop: to };
}

/** What an edge that somebody wants to draw would break; null where it may be drawn. */
export function newCrossing(document: WorkflowDocument, edge: WorkflowEdge): LoopCrossing | null {
  const before = new Set(loopCrossings(document).map((crossing) => crossing.edge.id));
  const after = loopCrossings({ ...document, edges: [...document.edges, edge] });
  return after.find((crossing) => !before.has(crossing.edge.id)) ?? null;
}
