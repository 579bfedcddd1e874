/**
 * What is known of a calculated result without its values: kept in a step's settings, so that later steps can pick its fields, and holding
 * nobody's data. `"text"` is a text, `["number"]` a list of numbers, `{"plan": "text"}` an object with that member.
 */
import { isRecord, type JsonObject, type JsonValue } from "../base/json";
import type { FieldType, OutputField } from "./descriptor";

export type ResultShape = FieldType | ResultShape[] | { [key: string]: ResultShape };

const MAX_DEPTH = 6;
const MAX_MEMBERS = 100;
const URL_TEXT = /^https?:\/\/\S+$/i;
const DATE_TEXT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const TYPES: ReadonlySet<unknown> = new Set<FieldType>([
  "text",
  "number",
  "boolean",
  "date",
  "url",
  "list",
  "object",
]);

/** Null where there is no value. Below six levels, and beyond a hundred members, nothing is listed. */
export function shapeOf(value: JsonValue | undefined, depth = 0): ResultShape | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) {
    const entry = depth < MAX_DEPTH ? shapeOf(value[0], depth + 1) : null;
    return entry === null ? "list" : [entry];
  }
  if (!isRecord(value)) return typeOf(value);
  if (depth >= MAX_DEPTH) return "object";
  const members = Object.entries(value as JsonObject)
    // A path is split at its dots, so such a name cannot be picked.
    .filter(([name]) => name !== "" && !name.includes("."))
    .slice(0, MAX_MEMBERS)
    .map(([name, member]) => [name, shapeOf(member, depth + 1) ?? "text"] as const);
  return members.length === 0 ? "object" : Object.fromEntries(members);
}

function typeOf(value: string | number | boolean): FieldType {
  if (typeof value !== "string") return typeof value === "number" ? "number" : "boolean";
  if (URL_TEXT.test(value)) return "url";
  return DATE_TEXT.test(value) && !Number.isNaN(Date.parse(value)) ? "date" : "text";
}

/** The field that a shape describes, under its path. What is stored may be anything: what is no shape may be any object. */
export function fieldOfShape(
  shape: JsonValue | undefined,
  place: Pick<OutputField, "key" | "path" | "label">,
): OutputField {
  const base = { ...place, optional: true };
  if (Array.isArray(shape)) return { ...base, type: "list", ...entryOf(shape[0]) };
  if (!isRecord(shape)) return { ...base, ...(TYPES.has(shape) ? { type: shape as FieldType } : ANYTHING) };
  const fields = Object.entries(shape as JsonObject).map(([key, member]) =>
    fieldOfShape(member, { key, label: key, path: `${place.path}.${key}` }),
  );
  return { ...base, ...ANYTHING, fields };
}
const entryOf = (shape: JsonValue | undefined) =>
  shape === undefined ? {} : { entry: fieldOfShape(shape, { key: "entry", path: "entry", label: "Entry" }) };

/** The sample is one of many: others may have other members. */
const ANYTHING = { type: "object" as const, open: true };
