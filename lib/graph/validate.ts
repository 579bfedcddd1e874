/** Findings on a draft: live while editing, and the same function again at publish. Errors block publishing. */
import type { Issue } from "./descriptor";
import { nodeName } from "./fields";
import { type CatalogueLookup, triggerNodesOf } from "./traverse";
import { inputIssues } from "./validate/input-issues";
import { referenceIssues } from "./validate/reference-issues";
import { repeatIssues } from "./validate/repeat-issues";
import { shapeIssues } from "./validate/shape-issues";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

export interface KnownConnection {
  id: string;
  integrationId: string;
}
export interface ValidateOptions {
  /** Absent: connections are not checked for existence. */
  connections?: readonly KnownConnection[];
}

export function validateDocument(
  document: WorkflowDocument,
  lookup: CatalogueLookup,
  options: ValidateOptions = {},
): Issue[] {
  return [
    ...shapeIssues(document, lookup),
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
    ...repeatIssues(node, descriptor),
    ...connectionIssues({
      node,
      name,
      integrationId: descriptor.integrationId,
      needed: descriptor.needsConnection,
      options,
    }),
    ...(triggerNodesOf(document, lookup).includes(node)
      ? []
      : referenceIssues({ document, node, name, lookup })),
  ];
}

function connectionIssues(input: {
  node: WorkflowNode;
  name: string;
  integrationId: string;
  needed: boolean;
  options: ValidateOptions;
}): Issue[] {
  const { node, name, integrationId, needed, options } = input;
  const base = { severity: "error" as const, nodeId: node.id, field: "connectionId" };
  if (node.connectionId === undefined)
    return needed
      ? [
          {
            ...base,
            code: "connection_missing",
            message: `"${name}" has no connection.`,
            hint: "Choose one, or make a new one, in the step's settings.",
          },
        ]
      : [];
  const known = options.connections?.some(
    ({ id, integrationId: of }) => id === node.connectionId && of === integrationId,
  );
  return known === false
    ? [
        {
          ...base,
          code: "connection_unknown",
          message: `The connection of "${name}" is gone.`,
          hint: "Choose another one in the step's settings.",
        },
      ]
    : [];
}
