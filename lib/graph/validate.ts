/** Findings on a draft: live while editing, and the same function again at publish. Errors block publishing. */
import type { Issue } from "./descriptor";
import { nodeName } from "./fields";
import { type CatalogueLookup, triggerNodesOf } from "./traverse";
import { codeIssues } from "./validate/code-issues";
import { connectionIssues, type KnownConnection } from "./validate/connection-issues";
import { inputIssues } from "./validate/input-issues";
import { loopIssues } from "./validate/loop-issues";
import { referenceIssues } from "./validate/reference-issues";
import { repeatIssues } from "./validate/repeat-issues";
import { shapeIssues } from "./validate/shape-issues";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

export interface ValidateOptions {
  /** The oldest first. Absent: connections are not looked at. */
  connections?: readonly KnownConnection[];
  /** Reads an expression. Absent: expressions are not checked. The browser answers null until what reads them is there. */
  expressionProblem?: (expression: string) => { message: string } | null;
}

export function validateDocument(
  document: WorkflowDocument,
  lookup: CatalogueLookup,
  options: ValidateOptions = {},
): Issue[] {
  return [
    ...shapeIssues(document, lookup),
    ...loopIssues(document, lookup),
    ...document.nodes.flatMap((node) => nodeIssues({ document, node, lookup, options })),
  ];
}

export const hasErrors = (issues: readonly Issue[]): boolean =>
  issues.some(({ severity }) => severity === "error");

function nodeIssues(context: {
  document: WorkflowDocument;
  node: WorkflowNode;
  lookup: CatalogueLookup;
  options: ValidateOptions;
}): Issue[] {
  const { document, node, lookup, options } = context;
  const descriptor = lookup(node.type);
  if (descriptor === undefined)
    return [
      {
        code: "unknown_type",
        severity: "error",
        message: `"${nodeName(node, undefined)}" is of a kind that this installation does not know (${node.type}).`,
        hint: "Remove the step, or install the integration that it belongs to.",
        nodeId: node.id,
      },
    ];
  if (node.disabled === true) return [];
  const name = nodeName(node, descriptor);
  return [
    ...inputIssues(node, descriptor),
    ...codeIssues(node, descriptor, options.expressionProblem),
    ...repeatIssues(node, descriptor),
    ...connectionIssues({ node, name, descriptor, connections: options.connections }),
    ...(triggerNodesOf(document, lookup).includes(node)
      ? []
      : referenceIssues({ document, node, name, lookup })),
  ];
}
