/** What is wrong with a reference where it stands: one answer for the checks and for the pill. */
import type { JsonValue } from "../base/json";
import { describedNode } from "./described-node";
import type { OutputField } from "./descriptor";
import { fieldAt, nodeName, nodeNameById } from "./fields";
import { loopBetween, sideOf } from "./loop-scope";
import { eachString, type ReferenceSource, type Segment, TRIGGER, templateSegments } from "./references";
import type { FilterCall } from "./template/engine";
import { fieldsInCalls } from "./template/field-value";
import { type CatalogueLookup, isOnEveryPath, nodeOf, triggerNodeOf, upstreamOf } from "./traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "./workflow";

export interface ReferencePlace {
  document: WorkflowDocument;
  /** The step that uses it. */
  nodeId: NodeId;
  lookup: CatalogueLookup;
}

export interface ReferenceFault {
  code:
    | "unknown_root"
    | "no_trigger"
    | "deleted_step"
    | "not_upstream"
    | "unknown_field"
    | "may_be_empty"
    | LoopFault;
  /** Of the step that it comes from, where there is one. */
  sourceName: string;
  /** Of the loop that it has to do with, where that is another step. */
  loopName?: string;
  /** Where it is no fault of the field itself: the format that takes the faulty one. */
  format?: string;
}
/** A step of a body used outside of it, the item outside, the results within. */
type LoopFault = "step_in_loop" | "item_outside_loop" | "results_in_loop";

interface Used {
  source: ReferenceSource | null;
  path: readonly string[];
  /** Its formats: with a default, some paths may go around its step. */
  calls?: readonly FilterCall[];
}

/** Null where its value, and those that its formats take, are there whenever the step runs. */
export function referenceFault(place: ReferencePlace, used: Used): ReferenceFault | null {
  const own = ownFault(place, used);
  if (own !== null) return own;
  for (const { format, later, ...field } of fieldsInCalls(used.calls ?? [])) {
    const fault = ownFault(place, { ...field, calls: later });
    if (fault !== null) return { ...fault, format };
  }
  return null;
}

function ownFault(place: ReferencePlace, { source, path, calls = [] }: Used): ReferenceFault | null {
  if (source === null) return { code: "unknown_root", sourceName: "" };
  const { document, nodeId, lookup } = place;
  const trigger = triggerNodeOf(document, lookup);
  const node = source === TRIGGER ? trigger : nodeOf(document, source);
  if (node === undefined) return { code: source === TRIGGER ? "no_trigger" : "deleted_step", sourceName: "" };
  const descriptor = describedNode(document, node, lookup);
  const sourceName = nodeName(node, descriptor);
  const unseen = unseenFault(place, { source, path }, node);
  if (unseen !== null) return { sourceName, ...unseen };
  if (source === TRIGGER || trigger === undefined || hasDefault(calls)) return null;
  const isThere = isOnEveryPath(document, { start: trigger.id, through: node.id, id: nodeId });
  return isThere ? null : { code: "may_be_empty", sourceName };
}

/** Why the step can see no such value, wherever the run comes from. */
function unseenFault(
  place: ReferencePlace,
  { source, path }: { source: ReferenceSource; path: readonly string[] },
  node: WorkflowNode,
): Omit<ReferenceFault, "sourceName"> | null {
  const { document, nodeId, lookup } = place;
  const loop = loopBetween(document, node.id, nodeId);
  if (loop !== null) return { code: "step_in_loop", loopName: nodeNameById(document, loop, lookup) };
  if (!runsBefore(place, source, node.id)) return { code: "not_upstream" };
  const outputs = describedNode(document, node, lookup)?.outputs;
  if (outputs === undefined) return null;
  if (!fieldAt(outputs, path).known) return { code: "unknown_field" };
  const code = faultOfSide(place, { source, path }, outputs);
  return code && { code };
}

function faultOfSide(
  { document, nodeId }: ReferencePlace,
  { source, path }: { source: ReferenceSource; path: readonly string[] },
  outputs: readonly OutputField[],
): LoopFault | null {
  const within = outputs.find(({ key }) => key === path[0])?.within;
  if (within === undefined || within === sideOf(document, source, nodeId)) return null;
  return within === "each" ? "item_outside_loop" : "results_in_loop";
}

const hasDefault = (calls: readonly FilterCall[]): boolean => calls.some(({ name }) => name === "default");

const runsBefore = ({ document, nodeId }: ReferencePlace, source: string, id: NodeId): boolean =>
  source === TRIGGER || (id !== nodeId && upstreamOf(document, nodeId).has(id));

/** For the pill: why, in one sentence. `format`: what people call the format that takes the field. */
export function faultReason(fault: ReferenceFault, format: string | undefined): string {
  const reason = ownReason(fault);
  return format === undefined ? reason : `In “${format}”: ${reason[0]?.toLowerCase()}${reason.slice(1)}`;
}

function ownReason({ code, sourceName, loopName = "" }: ReferenceFault): string {
  switch (code) {
    case "step_in_loop":
      return `“${sourceName}” runs once for each item of “${loopName}”, so it has no one value outside of that loop. Its results are a field of “${loopName}”.`;
    case "item_outside_loop":
      return `This is of one item of “${sourceName}”, and this step is not in that loop.`;
    case "results_in_loop":
      return `“${sourceName}” has this only when it is done, and this step is in its loop.`;
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
    always &&= templateSegments(text).every((segment) => isDefaultedIn(segment, used));
  });
  return always;
}

function isDefaultedIn(segment: Segment, used: Pick<Used, "path"> & { source: ReferenceSource }): boolean {
  if (segment.kind === "text") return true;
  if (segment.kind === "liquid") return !segment.raw.includes(used.source);
  const mentions = [{ ...segment, later: segment.calls }, ...fieldsInCalls(segment.calls)];
  return mentions.every(({ source, path, later }) => {
    const isIt = source === used.source && path.join("\n") === used.path.join("\n");
    return !isIt || hasDefault(later);
  });
}
