/** Which fields a step can use: the schema-first picker's content, there before anything has run. */
import { templateEngine } from "#template-engine";
import { isRecord, type JsonObject, type JsonValue } from "../base/json";
import { branchName } from "./branch-name";
import { describedNode } from "./described-node";
import type { FieldType, NodeDescriptor, NodeRole, OutputField } from "./descriptor";
import { detourAround, stepsOnEveryPath } from "./every-path";
import { fieldAt, labelBelow, nodeName } from "./fields";
import { withFirstItems } from "./first-items";
import { fieldsOn, loopBetween, sideOf } from "./loop-scope";
import { bodyOf } from "./loops";
import { isTemplate, type Reference, type ReferenceSource, TRIGGER, templateSegments } from "./references";
import { type KnownSamples, type StepSample, stepSample } from "./step-sample";
import type { NameOf } from "./template/format-chain";
import { type CatalogueLookup, edgesFrom, nodeOf, triggerNodeOf, upstreamOf } from "./traverse";
import { ERROR_BRANCH, type NodeId, type WorkflowDocument } from "./workflow";

export interface PickerSource {
  nodeId: NodeId;
  reference: ReferenceSource;
  name: string;
  integrationId: string;
  icon: string;
  role: NodeRole;
  fields: OutputField[];
  /** What it gave, or would give. */
  sample: JsonValue;
  /** Whose value the sample is, and since when. */
  from: Omit<StepSample, "output">;
  /** Edges between; the nearest source has 1. */
  distance: number;
  /** False where some way to the step goes around this one; its values may then be empty. */
  guaranteed: boolean;
  /** Of a loop that the step is in: its list, as it is set, and the field that holds the item. */
  loop?: { list: JsonValue; item: string };
}

/**
 * Nearest first, but before all others the loops that the step is in; the trigger last, as the oldest. Steps without output fields are left
 * out, and those of a body that the step is not in.
 */
export function sourcesFor(document: WorkflowDocument, id: NodeId, lookup: CatalogueLookup): PickerSource[] {
  const trigger = triggerNodeOf(document, lookup);
  const always = trigger ? stepsOnEveryPath(document, { start: trigger.id, id }) : new Set<NodeId>();
  const sources = [...upstreamOf(document, id)].flatMap(([nodeId, distance]): PickerSource[] => {
    const seen = nodeId === id ? null : seenFrom({ document, lookup }, nodeId, id);
    const isTrigger = nodeId === trigger?.id;
    if (seen === null || seen.fields.length === 0) return [];
    return [
      {
        nodeId,
        reference: isTrigger ? TRIGGER : nodeId,
        ...seen,
        from: { origin: "example" },
        distance,
        guaranteed: isTrigger || always.has(nodeId),
      },
    ];
  });
  const order = ({ loop }: PickerSource) => (loop === undefined ? 1 : 0);
  return sources.sort((a, b) => order(a) - order(b) || a.distance - b.distance);
}

interface Drawing {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
}
type Seen = Pick<PickerSource, "name" | "integrationId" | "icon" | "role" | "fields" | "sample" | "loop">;

/** What a step shows of itself to another one behind it. */
function seenFrom({ document, lookup }: Drawing, nodeId: NodeId, id: NodeId): Seen | null {
  const node = nodeOf(document, nodeId);
  const descriptor = node && describedNode(document, node, lookup);
  if (node === undefined || descriptor === undefined || loopBetween(document, nodeId, id) !== null)
    return null;
  const { integrationId, icon, role, outputs, sample, loops } = descriptor;
  const seen = { name: nodeName(node, descriptor), integrationId, icon, role, fields: outputs, sample };
  if (loops === undefined) return seen;
  const side = sideOf(document, nodeId, id);
  const fields = fieldsOn(outputs, side);
  return side === "each"
    ? { ...seen, fields, loop: { list: node.config[loops.list] ?? null, item: loops.item } }
    : { ...seen, fields, sample: sampleAfter({ document, lookup }, nodeId, descriptor) };
}

/** The results of a loop whose body ends with one step are what that step gives. */
function sampleAfter(
  { document, lookup }: Drawing,
  loop: NodeId,
  { outputs, sample }: NodeDescriptor,
): JsonValue {
  const results = outputs.find(({ within, type }) => within === "done" && type === "list");
  const [last, ...others] = bodyOf(document, loop).filter((id) => edgesFrom(document, id).length === 0);
  const node = last === undefined || others.length > 0 ? undefined : nodeOf(document, last);
  const given = node && describedNode(document, node, lookup)?.sample;
  if (results === undefined || given === undefined || !isRecord(sample)) return sample;
  return { ...(sample as JsonObject), [results.key]: [given, given] };
}

/** The same sources with the values that are known better than by example; sources that keep their values stay the same objects. */
export function withSamples(sources: readonly PickerSource[], known: KnownSamples): PickerSource[] {
  const sampled = sources.map((source) => {
    const step = { nodeId: source.nodeId, isTrigger: source.reference === TRIGGER, example: source.sample };
    const { output, ...from } = stepSample(step, known);
    return output === source.sample ? source : { ...source, sample: output, from };
  });
  return withFirstItems(sampled);
}

/** Why `through` may not have run when `id` does, in a sentence; null where it always has. */
export function whyEmpty(
  document: WorkflowDocument,
  { through, id }: { through: NodeId; id: NodeId },
  lookup: CatalogueLookup,
): string | null {
  const trigger = triggerNodeOf(document, lookup);
  const detour = trigger && detourAround(document, { start: trigger.id, id, through });
  const node = detour && nodeOf(document, detour.source);
  if (!detour || !node) return null;
  const name = nodeName(node, lookup(node.type));
  if (detour.branch === ERROR_BRANCH) return `Empty when “${name}” fails.`;
  return detour.branch === undefined
    ? `Empty when a run comes straight from “${name}”.`
    : `Empty when “${name}” takes “${branchName(node, detour.branch, lookup)}”.`;
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
    label: exact ? field.label : labelBelow(field, reference.path),
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
              : withFormats(segment, (field) => describeReference(document, field, lookup).label);
          })
          .join("")
      : template;

function withFormats(reference: Reference, nameOf: NameOf): string {
  const label = nameOf(reference);
  if (reference.calls.length === 0) return label;
  return templateEngine()?.labelWithFormats(label, reference.calls, nameOf) ?? label;
}
