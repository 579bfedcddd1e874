/** Fields read off a value, where no schema names them: an answer's body, a payload's undocumented members, the entries of a list. */
import { isRecord, type JsonValue } from "../base/json";
import type { FieldType, OutputField } from "./descriptor";

/** A field as it is picked: a part of a list may need filters to become a value. */
export interface PickableField extends OutputField {
  /** Liquid, from the bar on: `| join: ", "`. */
  filters?: string;
}

export interface FieldWithValue {
  field: PickableField;
  value: unknown;
}

const MAX_MEMBERS = 200;
/** What a path can hold: it is split at dots and written in quotes. */
const PICKABLE = /^[^."\\{}]{1,80}$/;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const ADDRESS = /^https?:\/\/\S+$/i;

export function typeOfValue(value: unknown): FieldType {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (Array.isArray(value)) return "list";
  if (isRecord(value)) return "object";
  if (typeof value !== "string") return "text";
  return ADDRESS.test(value) ? "url" : DATE.test(value) ? "date" : "text";
}

export const isPickable = (key: string): boolean => PICKABLE.test(key) && !/^\d+$/.test(key);

export const inferredField = (place: { key: string; path: string }, value: unknown): OutputField => ({
  ...place,
  label: place.key,
  type: typeOfValue(value),
  optional: true,
  ...(value === undefined ? {} : { example: value as JsonValue }),
});

/** The members of `field`, each with its part of `value`: the schema's, else those of the value; of a list first, last, each and count. */
export function membersOf(field: PickableField, value: unknown): FieldWithValue[] {
  if (field.filters !== undefined) return [];
  if (field.fields !== undefined && field.fields.length > 0)
    return field.fields.map((member) => ({ field: member, value: memberValue(value, member.key) }));
  if (field.type === "list" || Array.isArray(value)) return listMembers(field, value);
  return isRecord(value) ? inferredMembers(field.path, value) : [];
}

export const memberValue = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;

const inferredMembers = (path: string, value: Record<string, unknown>): FieldWithValue[] =>
  Object.entries(value)
    .filter(([key]) => isPickable(key))
    .slice(0, MAX_MEMBERS)
    .map(([key, member]) => ({
      field: inferredField({ key, path: `${path}.${key}` }, member),
      value: member,
    }));

/** Liquid's own words for the ends and the size of a list. */
function listMembers(field: OutputField, value: unknown): FieldWithValue[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const at = (key: string, label: string, entry: unknown): FieldWithValue => ({
    field: { ...inferredField({ key, path: `${field.path}.${key}` }, entry), label },
    value: entry,
  });
  return [
    at("first", "First", list[0]),
    at("last", "Last", list.at(-1)),
    ...eachMember(field, list),
    {
      field: {
        ...at("size", "Count", undefined).field,
        type: "number",
        optional: false,
        description: "How many there are.",
      },
      value: Array.isArray(value) ? list.length : undefined,
    },
  ];
}

/** All entries as one text; of objects, one member of all. */
function eachMember({ path }: OutputField, list: readonly unknown[]): FieldWithValue[] {
  const each = (label: string, filters: string, entries: readonly unknown[]): FieldWithValue => ({
    field: {
      key: label,
      path,
      label,
      type: "text",
      optional: true,
      filters,
      description: "Of all entries, with commas between.",
    },
    value: list.length === 0 ? undefined : entries.map(shownPlain).join(", "),
  });
  const first = list[0];
  if (!isRecord(first)) return [each("Each", '| join: ", "', list)];
  return Object.entries(first)
    .filter(([key, member]) => isPickable(key) && (typeof member !== "object" || member === null))
    .slice(0, 20)
    .map(([key]) =>
      each(
        `Each › ${key}`,
        `| map: ${JSON.stringify(key)} | join: ", "`,
        list.map((entry) => memberValue(entry, key)),
      ),
    );
}

const shownPlain = (value: unknown): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
