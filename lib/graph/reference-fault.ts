/** What is wrong with a reference where it stands: one answer for the checks and for the pill. */
import type { JsonValue } from "../base/json";
import { describedNode } from "./described-node";
import { fieldAt, nodeName } from "./fields";
import { eachString, type ReferenceSource, TRIGGER, templateSegments } from "./references";
import type { FilterCall } from "./template/engine";
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

interface Used {
  source: ReferenceSource | null;
  path: readonly string[];
  /** Its formats: with a default, some paths may go around its step. */
  calls?: readonly FilterCall[];
}

/** Null where its value is there whenever the step runs. */
export function referenceFault(
  place: ReferencePlace,
  { source, path, calls = [] }: Used,
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
  if (source === TRIGGER || trigger === undefined || hasDefault(calls)) return null;
  const isThere = isOnEveryPath(document, { start: trigger.id, through: node.id, id: nodeId });
  return isThere ? null : { code: "may_be_empty", sourceName };
}

const hasDefault = (calls: readonly FilterCall[]): boolean => calls.some(({ name }) => name === "default");

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
      return `Some paths go around “${sourceName}”; it is empty then. A default would stand in for it.`;
  }
}

/** Does every mention of a field in a value have a default? What stands in tags has none. */
export function alwaysHasDefault(
  value: JsonValue,
  used: Pick<Used, "path"> & { source: ReferenceSource },
): boolean {
  let always = true;
  eachString(value, "", (text) => {
    for (const segment of templateSegments(text)) {
      if (segment.kind === "liquid") always &&= !segment.raw.includes(used.source);
      const isIt =
        segment.kind === "reference" &&
        segment.source === used.source &&
        segment.path.join("\n") === used.path.join("\n");
      if (isIt) always &&= hasDefault(segment.calls);
    }
  });
  return always;
}
