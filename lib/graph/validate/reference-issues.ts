/** References that lead to nothing, to a later step, or to a value that may be missing on some path. */

import { describedNode } from "../described-node";
import type { Issue } from "../descriptor";
import { fieldAt, nodeName } from "../fields";
import { type FoundReference, referencesIn, TRIGGER } from "../references";
import { type CatalogueLookup, isOnEveryPath, nodeOf, triggerNodeOf, upstreamOf } from "../traverse";
import type { WorkflowDocument, WorkflowNode } from "../workflow";

interface Context {
  document: WorkflowDocument;
  node: WorkflowNode;
  name: string;
  lookup: CatalogueLookup;
}

export function referenceIssues(context: Context): Issue[] {
  const seen = new Set<string>();
  return referencesIn(context.node.config).flatMap((reference): Issue[] => {
    const key = JSON.stringify([reference.source, reference.path, fieldOf(reference)]);
    if (seen.has(key)) return [];
    seen.add(key);
    const found = findingOn(context, reference);
    return found === null ? [] : [{ ...found, nodeId: context.node.id, field: fieldOf(reference) }];
  });
}

const fieldOf = (reference: FoundReference) => reference.at.split(".")[0] ?? "";

function findingOn(context: Context, reference: FoundReference): Issue | null {
  const { document, lookup, name, node } = context;
  const shown = reference.path.join(".");
  if (reference.source === null)
    return error("unknown_root", `"${name}" refers to "${shown}", which is neither the trigger nor a step.`);
  const isTrigger = reference.source === TRIGGER;
  const source = isTrigger ? triggerNodeOf(document, lookup) : nodeOf(document, reference.source);
  if (source === undefined)
    return error("deleted_step", `"${name}" uses "${shown}" of a step that is not there any more.`);
  const descriptor = describedNode(document, source, lookup);
  const sourceName = nodeName(source, descriptor);
  if (!isTrigger && !upstreamOf(document, node.id).has(source.id))
    return error(
      "not_upstream",
      `"${name}" uses "${shown}" of "${sourceName}", which does not run before it.`,
    );
  if (descriptor !== undefined && !fieldAt(descriptor.outputs, reference.path).known)
    return error("unknown_field", `"${name}" uses "${shown}", which "${sourceName}" does not have.`);
  return isTrigger ? null : maybeEmpty({ ...context, sourceName, shown }, source.id);
}

function maybeEmpty(context: Context & { sourceName: string; shown: string }, through: string): Issue | null {
  const { document, lookup, node, name, sourceName, shown } = context;
  const trigger = triggerNodeOf(document, lookup);
  if (trigger === undefined || isOnEveryPath(document, { start: trigger.id, through, id: node.id }))
    return null;
  return {
    code: "may_be_empty",
    severity: "warning",
    message: `"${name}" uses "${shown}" of "${sourceName}", which some paths go around; it is empty then.`,
    hint: "Give it a default, or move the step behind the other one.",
  };
}

const error = (code: string, message: string): Issue => ({
  code,
  severity: "error",
  message,
  hint: "Pick another field, or remove it.",
});
