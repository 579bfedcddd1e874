/** Does what a test found still hold? Pure. */
import { nodeName } from "@/lib/graph/fields";
import { type CatalogueLookup, nodeOf, upstreamOf } from "@/lib/graph/traverse";
import type { NodeId, WorkflowDocument } from "@/lib/graph/workflow";
import type { Basis } from "./test-store";

interface Now {
  document: WorkflowDocument;
  basis: Basis;
  lookup: CatalogueLookup;
}

/** What changed since, as "the filter “People” changed"; null while it holds. */
export function outOfDate(nodeId: NodeId, before: Basis, { document, basis, lookup }: Now): string | null {
  if (before.event !== basis.event) return "another event is chosen";
  const upstream = [nodeId, ...upstreamOf(document, nodeId).keys()];
  const repinned = upstream.find((id) => before.pins[id] !== basis.pins[id]);
  const nameOf = (id: NodeId) => {
    const node = nodeOf(document, id);
    return node === undefined ? "a step" : `“${nodeName(node, lookup(node.type))}”`;
  };
  if (repinned !== undefined) return `what is pinned of ${nameOf(repinned)} changed`;
  if (before.steps.whole.get(nodeId) === basis.steps.whole.get(nodeId)) return null;
  const changed = upstream.find((id) => before.steps.own.get(id) !== basis.steps.own.get(id));
  if (changed === nodeId) return "the step changed";
  return changed === undefined ? "the way to it changed" : `${nameOf(changed)} changed`;
}
