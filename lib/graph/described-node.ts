/** A node's descriptor with the outputs that its own configuration gives it, so that types and samples flow through renaming steps. */
import { isRecord, type JsonObject, type JsonValue, valueAt } from "../base/json";
import type { FieldType, NodeDescriptor, OutputField } from "./descriptor";
import { fieldAt } from "./fields";
import { exactReference, isTemplate, type ReferenceSource, TRIGGER } from "./references";
import { fieldOfShape, shapeOf } from "./result-shape";
import { type CatalogueLookup, nodeOf, triggerNodeOf } from "./traverse";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

interface Context {
  document: WorkflowDocument;
  lookup: CatalogueLookup;
  /** Nodes on the way here: references in a circle, which checks report, lead nowhere. */
  seen: ReadonlySet<string>;
  /** Takes down what the description rests on. */
  uses: Map<ReferenceSource, WorkflowNode | undefined>;
}

/** What was found for a node, true as long as every node it rests on is the same. */
interface Known {
  descriptor: NodeDescriptor;
  uses: ReadonlyMap<ReferenceSource, WorkflowNode | undefined>;
}

/**
 * By node, which is a new object after every change of it: so types are worked out once, not at every keystroke, and once for all the
 * fields that are taken from a step, or a chain of such steps would cost the product of their fields.
 */
const known = new WeakMap<CatalogueLookup, WeakMap<WorkflowNode, Known>>();

export function describedNode(
  document: WorkflowDocument,
  node: WorkflowNode,
  lookup: CatalogueLookup,
): NodeDescriptor | undefined {
  return withOutputs(node, { document, lookup, seen: new Set(), uses: new Map() });
}

const sourceNode = ({ document, lookup }: Context, source: ReferenceSource): WorkflowNode | undefined =>
  source === TRIGGER ? triggerNodeOf(document, lookup) : nodeOf(document, source);

function withOutputs(node: WorkflowNode, context: Context): NodeDescriptor | undefined {
  const descriptor = context.lookup(node.type);
  if (descriptor?.evaluates !== undefined) return withResult(node, descriptor, descriptor.evaluates);
  const withInputs = descriptor && followed(node, descriptor);
  if (descriptor === undefined || withInputs === null || withInputs === undefined) return descriptor;
  const before = known.get(context.lookup) ?? new WeakMap<WorkflowNode, Known>();
  known.set(context.lookup, before);
  const uses: Context["uses"] = new Map();
  let found = before.get(node);
  if (found === undefined || [...found.uses].some(([source, used]) => sourceNode(context, source) !== used)) {
    const inner = { ...context, seen: new Set(context.seen).add(node.id), uses };
    found = { descriptor: withInputs(inner), uses };
    // Within a circle the answer depends on where one came in.
    if (![...uses.values()].some((used) => used !== undefined && inner.seen.has(used.id)))
      before.set(node, found);
  }
  for (const [source, used] of found.uses) context.uses.set(source, used);
  return found.descriptor;
}

/** How to describe a node whose outputs follow other steps'; null where they are its own. */
function followed(
  node: WorkflowNode,
  descriptor: NodeDescriptor,
): ((inner: Context) => NodeDescriptor) | null {
  const { mirrors: key, loops } = descriptor;
  if (loops !== undefined)
    return (inner) => withItem(descriptor, { key: loops.item, list: node.config[loops.list] ?? null }, inner);
  const members = key === undefined ? undefined : node.config[key];
  if (key === undefined || !isRecord(members)) return null;
  return (inner) => mirrored(descriptor, { key, members: members as JsonObject }, inner);
}

/** An item is what the list's entries are; the example stands in for no list that is somewhere else. */
function withItem(
  descriptor: NodeDescriptor,
  { key, list }: { key: string; list: JsonValue },
  inner: Context,
): NodeDescriptor {
  const found = typeof list === "string" && isTemplate(list) ? referredTo(list, inner) : null;
  const first = Array.isArray(found?.sample) ? found.sample[0] : undefined;
  const sample = Object.entries(descriptor.sample as JsonObject).filter(([member]) => member !== key);
  return {
    ...descriptor,
    outputs: descriptor.outputs.map((field) =>
      field.key === key ? itemField(field, found?.field.entry, first) : field,
    ),
    sample: Object.fromEntries(first === undefined ? sample : [[key, first], ...sample]),
  };
}

/** Typed as the list says, else as its first entry is; what nobody knows may be anything. */
export function itemField(
  { example: _, ...field }: OutputField,
  entry: OutputField | undefined,
  first: JsonValue | undefined,
): OutputField {
  const { key, path, label } = field;
  const known = entry ?? fieldOfShape(shapeOf(first) ?? undefined, { key, path, label });
  return { ...field, ...moved(known, { key, path }), label, optional: field.optional, ...example(first) };
}

function mirrored(
  descriptor: NodeDescriptor,
  { key, members }: { key: string; members: JsonObject },
  inner: Context,
): NodeDescriptor {
  const described = Object.entries(members)
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

/** A result has the fields that it had for the sample; its values are not kept. */
function withResult(
  node: WorkflowNode,
  descriptor: NodeDescriptor,
  { result, shape }: NonNullable<NodeDescriptor["evaluates"]>,
): NodeDescriptor {
  const outputs = descriptor.outputs.map((field) =>
    field.key === result
      ? { ...fieldOfShape(node.config[shape], { key: result, path: result, label: field.label }) }
      : field,
  );
  return { ...descriptor, outputs, sample: {} };
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
  const node = sourceNode(context, reference.source);
  context.uses.set(reference.source, node);
  if (node === undefined || context.seen.has(node.id)) return null;
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
