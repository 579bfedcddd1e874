/** A node's descriptor with the outputs that its own configuration gives it, so that types and samples flow through renaming steps. */
import { isRecord, type JsonObject, type JsonValue, valueAt } from "../base/json";
import type { FieldType, NodeDescriptor, OutputField } from "./descriptor";
import { fieldAt } from "./fields";
import { exactReference, isTemplate, TRIGGER } from "./references";
import { type CatalogueLookup, nodeOf, triggerNodeOf } from "./traverse";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

interface Context {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  /** Nodes on the way here: references in a circle, which checks report, lead nowhere. */
  seen: ReadonlySet<string>;
}

export function describedNode(
  document: WorkflowDocument,
  node: WorkflowNode,
  lookup: CatalogueLookup,
): NodeDescriptor | undefined {
  return withOutputs(node, { document, lookup, seen: new Set() });
}

function withOutputs(node: WorkflowNode, context: Context): NodeDescriptor | undefined {
  const descriptor = context.lookup(node.type);
  const key = descriptor?.mirrors;
  const members = key === undefined ? undefined : node.config[key];
  if (descriptor === undefined || key === undefined || !isRecord(members)) return descriptor;
  const inner = { ...context, seen: new Set(context.seen).add(node.id) };
  const described = Object.entries(members as JsonObject)
    // A path is split at its dots, so such a name cannot be picked.
    .filter(([name]) => name !== "" && !name.includes("."))
    .map(([name, value]) => memberOf({ key: name, path: `${key}.${name}` }, value, inner));
  return {
    ...descriptor,
    outputs: descriptor.outputs.map((field) =>
      field.key === key ? { ...field, open: true, fields: described } : field,
    ),
    sample: {
      ...(descriptor.sample as JsonObject),
      [key]: Object.fromEntries(
        described.flatMap((field) => (field.example === undefined ? [] : [[field.key, field.example]])),
      ),
    },
  };
}

/** What is exactly one reference keeps the field's type; anything else has the type of what is written. */
function memberOf(place: Pick<OutputField, "key" | "path">, value: JsonValue, context: Context): OutputField {
  const found = typeof value === "string" && isTemplate(value) ? referredTo(value, context) : null;
  if (found !== null) return { ...moved(found.field, place), label: place.key, ...example(found.sample) };
  const type = typeOf(value);
  const isText = typeof value === "string" && isTemplate(value);
  return { ...place, label: place.key, type, optional: false, ...(isText ? {} : example(value)) };
}

const example = (value: JsonValue | undefined) => (value === undefined ? {} : { example: value });

function referredTo(
  template: string,
  context: Context,
): { field: OutputField; sample: JsonValue | undefined } | null {
  const reference = exactReference(template);
  // A filter may change the type.
  if (reference === null || reference.filters !== "") return null;
  const { document, lookup, seen } = context;
  const node =
    reference.source === TRIGGER ? triggerNodeOf(document, lookup) : nodeOf(document, reference.source);
  if (node === undefined || seen.has(node.id)) return null;
  const descriptor = withOutputs(node, context);
  const { field } = fieldAt(descriptor?.outputs ?? [], reference.path);
  if (descriptor === undefined || field === null || field.path !== reference.path.join(".")) return null;
  const sample = valueAt(descriptor.sample, reference.path) as JsonValue | undefined;
  return { field, sample: sample ?? field.example };
}

/** The same field, members included, under another path. */
const moved = (field: OutputField, place: Pick<OutputField, "key" | "path">): OutputField => ({
  ...field,
  ...place,
  ...(field.fields === undefined
    ? {}
    : {
        fields: field.fields.map((member) =>
          moved(member, { key: member.key, path: `${place.path}.${member.key}` }),
        ),
      }),
});

function typeOf(value: JsonValue): FieldType {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  return isRecord(value) ? "object" : "text";
}
