/** References that lead to nothing, to a later step, or to a value that may be missing on some path. */
import type { JsonObject } from "../../base/json";
import type { Issue, NodeDescriptor } from "../descriptor";
import { isShown } from "../is-shown";
import { alwaysHasDefault, type ReferenceFault, referenceFault } from "../reference-fault";
import { type FoundReference, referencesIn } from "../references";
import type { CatalogueLookup } from "../traverse";
import type { WorkflowDocument, WorkflowNode } from "../workflow";
import type { CheckCode } from "./check-catalogue";

interface Context {
  document: WorkflowDocument;
  node: WorkflowNode;
  name: string;
  lookup: CatalogueLookup;
}

export function referenceIssues({ document, node, name, lookup }: Context): Issue[] {
  const place = { document, nodeId: node.id, lookup };
  const seen = new Set<string>();
  return referencesIn(shownConfig(node, lookup)).flatMap((reference): Issue[] => {
    const key = JSON.stringify([reference.source, reference.path, fieldOf(reference)]);
    if (seen.has(key)) return [];
    seen.add(key);
    const fault = referenceFault(place, reference);
    if (fault === null || (fault.code === "may_be_empty" && isDefaulted(node, reference))) return [];
    const found = issueOf(fault, name, reference.path.join("."));
    return [{ ...found, nodeId: node.id, field: fieldOf(reference) }];
  });
}

/** What the form hides does not count (input-issues.ts). */
function shownConfig(node: WorkflowNode, lookup: CatalogueLookup): JsonObject {
  const descriptor = lookup(node.type);
  const hidden = (descriptor?.inputs ?? []).filter(
    (input) => !isShown(input, descriptor as NodeDescriptor, node),
  );
  if (hidden.length === 0) return node.config;
  const keys = new Set(hidden.map(({ key }) => key));
  return Object.fromEntries(Object.entries(node.config).filter(([key]) => !keys.has(key)));
}

const isDefaulted = (node: WorkflowNode, reference: FoundReference): boolean =>
  reference.source !== null &&
  alwaysHasDefault(node.config[fieldOf(reference)] ?? null, {
    source: reference.source,
    path: reference.path,
  });

const fieldOf = (reference: FoundReference) => reference.at.split(".")[0] ?? "";

function issueOf({ code, sourceName, loopName }: ReferenceFault, name: string, shown: string): Issue {
  switch (code) {
    case "step_in_loop":
      return {
        ...error(
          code,
          `"${name}" uses "${shown}" of "${sourceName}", which runs once for each item of "${loopName}" and has no one value outside of that loop.`,
        ),
        hint: `Use the results of "${loopName}", or move the step into the loop.`,
      };
    case "item_outside_loop":
      return {
        ...error(
          code,
          `"${name}" uses "${shown}" of one item of "${sourceName}", and it is not in that loop.`,
        ),
        hint: `Move it into the loop, or use the results of "${sourceName}".`,
      };
    case "results_in_loop":
      return {
        ...error(
          code,
          `"${name}" uses "${shown}" of "${sourceName}", which is there when the loop is done, and it is in that loop.`,
        ),
        hint: `Move it behind "When done", or use the item.`,
      };
    case "unknown_root":
      return error(
        code,
        `"${name}" uses "${shown}", which is no field of the trigger or of an earlier step.`,
      );
    case "no_trigger":
      return error("deleted_step", `"${name}" uses "${shown}" of the trigger, and there is none.`);
    case "deleted_step":
      return error(code, `"${name}" uses "${shown}" of a step that is not there any more.`);
    case "not_upstream":
      return error(code, `"${name}" uses "${shown}" of "${sourceName}", which does not run before it.`);
    case "unknown_field":
      return error(code, `"${name}" uses "${shown}", which "${sourceName}" does not have.`);
    case "may_be_empty":
      return {
        code,
        severity: "warning",
        message: `"${name}" uses "${shown}" of "${sourceName}", which some paths go around; it is empty then.`,
        hint: "Give it a default, or move the step behind the other one.",
      };
  }
}

const error = (code: CheckCode, message: string): Issue => ({
  code,
  severity: "error",
  message,
  hint: "Pick another field, or remove it.",
});
