/** Expressions that cannot be read. */
import type { Issue, NodeDescriptor } from "../descriptor";
import { nodeName } from "../fields";
import type { WorkflowNode } from "../workflow";
import { finding } from "./finding";

export function codeIssues(
  node: WorkflowNode,
  descriptor: NodeDescriptor,
  problemOf: ((expression: string) => { message: string } | null) | undefined,
): Issue[] {
  if (problemOf === undefined) return [];
  const where = `"${nodeName(node, descriptor)}"`;
  return descriptor.inputs.flatMap(({ key, input, label }) => {
    const text = node.config[key];
    if (input !== "expression" || typeof text !== "string" || text.trim() === "") return [];
    const problem = problemOf(text);
    return problem === null
      ? []
      : [
          finding(
            { nodeId: node.id, field: key, where },
            "bad_expression",
            `${label} of ${where} cannot be read: ${problem.message}`,
            "Open the step: beside the expression it says where.",
          ),
        ];
  });
}
