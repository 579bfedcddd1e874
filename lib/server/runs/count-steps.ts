import type { LoopView } from "@/lib/contracts/runs";
import { loopsAround } from "@/lib/graph/loops";
import { depthOf, nodeIdOf, type StepKey } from "@/lib/graph/step-key";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { LoopRows } from "./view-loops";

/** Of each step in how many iterations it stands where. */
export function countSteps(run: LoopRows["run"], rows: LoopRows["within"]): LoopView["counts"] {
  const counts = new Map<string, LoopView["counts"][number]>();
  for (const { node_id, status: recorded } of rows) {
    if (isIteration(run.document, node_id)) continue;
    const status = Object.hasOwn(run.under_way ?? {}, node_id) ? "running" : recorded;
    const nodeId = nodeIdOf(node_id);
    const known = counts.get(`${nodeId} ${status}`);
    counts.set(`${nodeId} ${status}`, { nodeId, status, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** An iteration's own record, which is of no step. */
const isIteration = (document: WorkflowDocument, key: StepKey): boolean =>
  depthOf(key) > loopsAround(document, nodeIdOf(key)).length;
