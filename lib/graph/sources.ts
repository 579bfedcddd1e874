/** Which fields a step can use: the schema-first picker's content, there before anything has run. */
import type { JsonValue } from "../base/json";
import { describedNode } from "./described-node";
import type { FieldType, NodeRole, OutputField } from "./descriptor";
import { fieldAt, nodeName } from "./fields";
import { isTemplate, type ReferenceSource, TRIGGER, templateSegments } from "./references";
import { labelWithFormats } from "./template/format-chain";
import { type CatalogueLookup, isOnEveryPath, nodeOf, triggerNodeOf, upstreamOf } from "./traverse";
import type { NodeId, WorkflowDocument } from "./workflow";

export interface PickerSource {
  nodeId: NodeId;
  reference: ReferenceSource;
  name: string;
  integrationId: string;
  icon: string;
  role: NodeRole;
  fields: OutputField[];
  /** Example output. */
  sample: JsonValue;
  /** Edges between; the nearest source has 1. */
  distance: number;
  /** False where some way to the step goes around this one; its values may then be empty. */
  guaranteed: boolean;
}

/** Nearest first; the trigger last, as the oldest. Steps without output fields are left out. */
export function sourcesFor(document: WorkflowDocument, id: NodeId, lookup: CatalogueLookup): PickerSource[] {
  const trigger = triggerNodeOf(document, lookup);
  const sources = [...upstreamOf(document, id)].flatMap(([nodeId, distance]): PickerSource[] => {
    const node = nodeOf(document, nodeId);
    const descriptor = node && describedNode(document, node, lookup);
    if (node === undefined || descriptor === undefined || nodeId === id || descriptor.outputs.length === 0)
      return [];
    const isTrigger = nodeId === trigger?.id;
    return [
      {
        nodeId,
        reference: isTrigger ? TRIGGER : nodeId,
        name: nodeName(node, descriptor),
        integrationId: descriptor.integrationId,
        icon: descriptor.icon,
        role: descriptor.role,
        fields: descriptor.outputs,
        sample: descriptor.sample,
        distance,
        guaranteed:
          isTrigger ||
          (trigger !== undefined && isOnEveryPath(document, { start: trigger.id, through: nodeId, id })),
      },
    ];
  });
  return sources.sort((a, b) => a.distance - b.distance);
}

export interface ReferenceLabel {
  /** "Link", or the last key where the schema does not know the path. */
  label: string;
  /** "Email Link Clicked". */
  sourceName: string;
  icon: string;
  type: FieldType;
  /** The source was deleted, or the path is not in its schema. */
  broken: boolean;
}

export function describeReference(
  document: WorkflowDocument,
  reference: { source: ReferenceSource; path: readonly string[] },
  lookup: CatalogueLookup,
): ReferenceLabel {
  const node =
    reference.source === TRIGGER ? triggerNodeOf(document, lookup) : nodeOf(document, reference.source);
  const descriptor = node && describedNode(document, node, lookup);
  const last = reference.path.at(-1);
  if (node === undefined || descriptor === undefined)
    return {
      label: last ?? "value",
      sourceName: "Deleted step",
      icon: "circle-help",
      type: "text",
      broken: true,
    };
  const { known, field } = fieldAt(descriptor.outputs, reference.path);
  const exact = field !== null && field.path.split(".").length === reference.path.length;
  return {
    label: exact ? field.label : (last ?? "Everything"),
    sourceName: nodeName(node, descriptor),
    icon: descriptor.icon,
    type: exact ? field.type : reference.path.length === 0 ? "object" : "text",
    broken: !known,
  };
}

/** Templates in people's words: `{{ trigger.href }}` is "Link", "Hi {{ trigger.email }}" is "Hi E-mail". */
export const labelerFor =
  (document: WorkflowDocument, lookup: CatalogueLookup) =>
  (template: string): string =>
    isTemplate(template)
      ? templateSegments(template)
          .map((segment) => {
            if (segment.kind === "text") return segment.text;
            return segment.kind === "liquid"
              ? segment.raw
              : labelWithFormats(describeReference(document, segment, lookup).label, segment.calls);
          })
          .join("")
      : template;
