/** Repeating an action whose second call a person would notice. */
import type { Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import type { WorkflowNode } from "../workflow";

/** Only where somebody asked for more tries: an action's own policy is its author's judgement. */
export function repeatIssues(node: WorkflowNode, descriptor: NodeDescriptor): Issue[] {
  const tries = node.options?.maxAttempts ?? 1;
  if (tries < 2 || descriptor.safeToRepeat || !descriptor.canFail) return [];
  return [
    {
      code: "repeats_unsafely",
      severity: "warning",
      message: `"${nodeName(node, descriptor)}" may be done twice. It is tried up to ${tries} times, and cannot tell whether a try that broke off was carried out.`,
      hint: "Try it once only, or handle its failure with its error way.",
      nodeId: node.id,
    },
  ];
}
