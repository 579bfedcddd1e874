/** Why two steps cannot be connected so, in a sentence for whoever draws the wire; null where they can. */
import { nodeNameById } from "./fields";
import { newCrossing } from "./loop-crossings";
import { type CatalogueLookup, nodeOf, wouldCycle } from "./traverse";
import { EACH_BRANCH, type NodeId, type WorkflowDocument, type WorkflowEdge } from "./workflow";

export function wireFault(
  document: WorkflowDocument,
  edge: WorkflowEdge,
  lookup: CatalogueLookup,
): string | null {
  const name = (id: NodeId) => nodeNameById(document, id, lookup);
  const [source, target] = [nodeOf(document, edge.source), nodeOf(document, edge.target)];
  if (source === undefined || target === undefined) return "One of the two steps is gone.";
  if (lookup(target.type)?.kind === "trigger")
    return `“${name(target.id)}” is the trigger: a run begins there.`;
  if (wouldCycle(document, source.id, target.id))
    return `“${name(target.id)}” leads to “${name(source.id)}”; a run would go in a circle.`;
  const crossing = newCrossing(document, edge);
  if (crossing === null) return null;
  const loop = name(crossing.loop);
  if (crossing.edge.id !== edge.id)
    return `“${name(target.id)}” is in the loop “${loop}”. Only the steps of the loop lead there.`;
  return edge.branch === EACH_BRANCH && edge.source === crossing.loop
    ? `“${name(target.id)}” is also reached from outside of the loop “${loop}”. A step is either in the loop or not.`
    : `“${name(source.id)}” is in the loop “${loop}” and ends there. Connect “When done” of “${loop}” to what comes after the last item.`;
}
