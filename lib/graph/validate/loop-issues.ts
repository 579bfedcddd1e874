/** Loops: a body has a step, ends within its loop, and holds no loops in loops in loops. */
import type { Issue } from "../descriptor";
import { nodeNameById } from "../fields";
import { type LoopCrossing, loopCrossings } from "../loop-crossings";
import { isLoop, loopsAround } from "../loops";
import { type CatalogueLookup, edgesInto } from "../traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "../workflow";

/** The loop itself included. */
const MAX_DEPTH = 2;

export function loopIssues(document: WorkflowDocument, lookup: CatalogueLookup): Issue[] {
  const loops = document.nodes.filter((node) => lookup(node.type)?.loops !== undefined);
  return [
    ...loopCrossings(document).map((crossing) => crossingIssue(document, crossing, lookup)),
    ...loops.flatMap((node) => [
      ...emptyIssues(document, node, lookup),
      ...depthIssues(document, node, lookup),
    ]),
  ];
}

function crossingIssue(
  document: WorkflowDocument,
  { edge, loop }: LoopCrossing,
  lookup: CatalogueLookup,
): Issue {
  const name = (id: NodeId) => nodeNameById(document, id, lookup);
  const target = name(edge.target);
  const outside = edgesInto(document, edge.target).find(
    ({ id, source }) => id !== edge.id && !loopsAround(document, source).includes(loop),
  );
  const reached = outside ? `, which "${name(outside.source)}" leads to as well` : "";
  return {
    code: "leaves_loop",
    severity: "error",
    message: `The edge from "${name(edge.source)}" to "${target}" leaves the loop of "${name(loop)}"${reached}: what is done for each item ends within the loop.`,
    hint: outside
      ? `Remove one of the two edges to "${target}": the one from "${name(edge.source)}" if it is to run once, the one from "${name(outside.source)}" if it is to run for each item.`
      : `Remove the edge; what comes after the last item is connected to "When done".`,
    nodeId: edge.source,
  };
}

function emptyIssues(document: WorkflowDocument, node: WorkflowNode, lookup: CatalogueLookup): Issue[] {
  if (node.disabled === true || isLoop(document, node.id)) return [];
  return [
    {
      code: "empty_loop",
      severity: "error",
      message: `"${nodeNameById(document, node.id, lookup)}" has no step in its loop, so nothing would be done for any item.`,
      hint: `Add a step at "Each item".`,
      nodeId: node.id,
    },
  ];
}

function depthIssues(document: WorkflowDocument, node: WorkflowNode, lookup: CatalogueLookup): Issue[] {
  const around = loopsAround(document, node.id);
  if (around.length < MAX_DEPTH) return [];
  const names = around.map((id) => `"${nodeNameById(document, id, lookup)}"`);
  return [
    {
      code: "loops_too_deep",
      severity: "error",
      message: `"${nodeNameById(document, node.id, lookup)}" is a loop in ${names.join(" in ")}; loops go two deep.`,
      hint: "Make one list of the inner ones beforehand, for example with Transform, and go through that.",
      nodeId: node.id,
    },
  ];
}
