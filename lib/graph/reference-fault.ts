/** What is wrong with a reference where it stands: one answer for the checks and for the pill. */
import { describedNode } from "./described-node";
import { fieldAt, nodeName } from "./fields";
import { type ReferenceSource, TRIGGER } from "./references";
import { type CatalogueLookup, isOnEveryPath, nodeOf, triggerNodeOf, upstreamOf } from "./traverse";
import type { NodeId, WorkflowDocument } from "./workflow";

export interface ReferencePlace {
  document: WorkflowDocument;
  /** The step that uses it. */
  nodeId: NodeId;
  lookup: CatalogueLookup;
}

export interface ReferenceFault {
  code: "unknown_root" | "no_trigger" | "deleted_step" | "not_upstream" | "unknown_field" | "may_be_empty";
  /** Of the step that it comes from, where there is one. */
  sourceName: string;
}

/** Null where its value is there whenever the step runs. */
export function referenceFault(
  place: ReferencePlace,
  { source, path }: { source: ReferenceSource | null; path: readonly string[] },
): ReferenceFault | null {
  if (source === null) return { code: "unknown_root", sourceName: "" };
  const { document, nodeId, lookup } = place;
  const trigger = triggerNodeOf(document, lookup);
  const node = source === TRIGGER ? trigger : nodeOf(document, source);
  if (node === undefined) return { code: source === TRIGGER ? "no_trigger" : "deleted_step", sourceName: "" };
  const descriptor = describedNode(document, node, lookup);
  const sourceName = nodeName(node, descriptor);
  if (!runsBefore(place, source, node.id)) return { code: "not_upstream", sourceName };
  if (descriptor !== undefined && !fieldAt(descriptor.outputs, path).known)
    return { code: "unknown_field", sourceName };
  if (source === TRIGGER || trigger === undefined) return null;
  const isThere = isOnEveryPath(document, { start: trigger.id, through: node.id, id: nodeId });
  return isThere ? null : { code: "may_be_empty", sourceName };
}

const runsBefore = ({ document, nodeId }: ReferencePlace, source: string, id: NodeId): boolean =>
  source === TRIGGER || (id !== nodeId && upstreamOf(document, nodeId).has(id));

/** For the pill: why, in one sentence. */
export function faultReason({ code, sourceName }: ReferenceFault): string {
  switch (code) {
    case "unknown_root":
      return "This is no field of the trigger or of a step.";
    case "no_trigger":
      return "The workflow has no trigger that it could come from.";
    case "deleted_step":
      return "The step that it came from was deleted.";
    case "not_upstream":
      return `“${sourceName}” does not run before this step.`;
    case "unknown_field":
      return `“${sourceName}” has no such field.`;
    case "may_be_empty":
      return `Some paths go around “${sourceName}”; it is empty then.`;
  }
}
