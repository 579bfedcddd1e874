/** What of a value does not fit a step's output fields: for whoever edits an output by hand, while they do. The server has the last word. */
import { isRecord, type JsonValue } from "../base/json";
import type { FieldType, OutputField } from "./descriptor";

export interface OutputProblem {
  path: string[];
  /** "true or false", "a text". */
  expected: string;
  /** "the text “yes”", "nothing". */
  found: string;
}

export function outputProblems(fields: readonly OutputField[], output: JsonValue): OutputProblem[] {
  if (!isRecord(output)) return [{ path: [], expected: "an object in { }", found: inWords(output) }];
  return problemsIn(fields, output as Record<string, JsonValue>, []);
}

const problemsIn = (
  fields: readonly OutputField[],
  value: Record<string, JsonValue>,
  path: string[],
): OutputProblem[] =>
  fields.flatMap((field) => {
    const at = [...path, field.key];
    const member = Object.hasOwn(value, field.key) ? value[field.key] : undefined;
    if (member !== undefined) return problemsOf(field, member, at);
    return field.optional ? [] : [{ path: at, expected: EXPECTED[field.type], found: "nothing" }];
  });

function problemsOf(field: OutputField, value: JsonValue, at: string[]): OutputProblem[] {
  // What is promised, not checked: any JSON will do.
  if (field.open) return [];
  if (!FITS[field.type](value, field))
    return [{ path: at, expected: expectedOf(field), found: inWords(value) }];
  const { fields } = field;
  return fields && isRecord(value) ? problemsIn(fields, value as Record<string, JsonValue>, at) : [];
}

const EXPECTED: Record<FieldType, string> = {
  text: "a text in quotes",
  url: "a text in quotes",
  number: "a number",
  boolean: "true or false",
  date: "a date such as “2026-01-31T09:00:00Z”",
  list: "a list in [ ]",
  object: "an object in { }",
};

/** Null is no value: what is missing is left out. */
const expectedOf = ({ type, optional }: OutputField) =>
  optional ? `${EXPECTED[type]}, or to leave it out` : EXPECTED[type];

const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const isText = (value: JsonValue) => typeof value === "string";

const FITS: Record<FieldType, (value: JsonValue, field: OutputField) => boolean> = {
  text: isText,
  url: isText,
  // Ids are shown as numbers, and some senders write them as text.
  number: (value, { optional }) => typeof value === "number" || (optional && isText(value)),
  boolean: (value) => typeof value === "boolean",
  date: (value) => typeof value === "string" && DATE.test(value) && !Number.isNaN(Date.parse(value)),
  list: Array.isArray,
  // An object without listed members may hold anything, a body that is a text included.
  object: (value, { fields }) => fields === undefined || isRecord(value),
};

const LONGEST = 40;

function inWords(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (isRecord(value)) return "an object";
  if (typeof value !== "string") return String(value);
  return `the text “${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}”`;
}
