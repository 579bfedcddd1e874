/** What a step took and gave under the names that its form and the field picker have for it, in their order. Pure. */
import { isRecord, type JsonValue } from "../base/json";
import type { InputField, OutputField } from "./descriptor";

export const labelledInput = (input: JsonValue, fields: readonly InputField[] = []): JsonValue =>
  isRecord(input) ? labelled(withoutShapes(input, fields), fields, inWords) : input;

export const labelledOutput = (output: JsonValue, fields: readonly OutputField[] = []): JsonValue =>
  labelled(output, fields, (value, field) => labelledOutput(value, field.fields));

/** What a service sends beside the fields that are known keeps its own name. */
function labelled<Field extends { key: string; label: string }>(
  value: JsonValue,
  fields: readonly Field[],
  show: (value: JsonValue, field: Field) => JsonValue,
): JsonValue {
  if (!isRecord(value)) return value;
  const known = fields.filter(({ key }) => Object.hasOwn(value, key));
  const shown = new Map<string, JsonValue>();
  for (const field of known) {
    const name = shown.has(field.label) ? field.key : field.label;
    shown.set(name, show(value[field.key] as JsonValue, field));
  }
  const keys = new Set(known.map(({ key }) => key));
  for (const [key, member] of Object.entries(value)) if (!keys.has(key)) shown.set(key, member as JsonValue);
  return Object.fromEntries(shown);
}

/** A result's shape is kept with the form, and is not in it. */
function withoutShapes(input: Readonly<Record<string, unknown>>, fields: readonly InputField[]): JsonValue {
  const shapes = new Set(fields.flatMap((field) => (field.input === "shape" ? [field.key] : [])));
  return Object.fromEntries(Object.entries(input).filter(([key]) => !shapes.has(key))) as JsonValue;
}

/** As its control in the form has it. */
function inWords(value: JsonValue, { input, options = [] }: InputField): JsonValue {
  const labelOf = (one: JsonValue): JsonValue => options.find((option) => option.value === one)?.label ?? one;
  if (Array.isArray(value)) return value.map(labelOf);
  if (input === "duration" && isRecord(value)) return `${value.amount} ${value.unit}`;
  return labelOf(value);
}
