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
  return codeInputs(node, descriptor).flatMap(({ key, label, text }) => {
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

/** The expressions that codeIssues would look at. */
export const expressionsIn = (node: WorkflowNode, descriptor: NodeDescriptor | undefined): string[] =>
  descriptor === undefined || node.disabled === true
    ? []
    : codeInputs(node, descriptor).map(({ text }) => text);

const codeInputs = (node: WorkflowNode, descriptor: NodeDescriptor) =>
  descriptor.inputs.flatMap(({ key, input, label }) => {
    const text = node.config[key];
    return input !== "expression" || typeof text !== "string" || text.trim() === ""
      ? []
      : [{ key, label, text }];
  });
