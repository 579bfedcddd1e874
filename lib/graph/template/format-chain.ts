/** A chain of formats in people's words, and what it does to a value's type. */
import type { FieldType } from "../descriptor";
import type { FilterCall, FilterValue } from "./engine";
import { type FieldValue, fieldOfValue } from "./field-value";
import { formatOf } from "./formats/all-formats";
import { FieldWord } from "./formats/format";

/** What people call a field that a format takes. */
export type NameOf = (field: FieldValue) => string;

/** "path", "“a” → “b”": one for each format, to follow a field's label. */
export const formatWords = (calls: readonly FilterCall[], nameOf?: NameOf): string[] =>
  calls.map(({ name, values }) => {
    const format = formatOf(name);
    if (format === undefined) return name;
    return format.words?.(values.map((value) => shownValue(value, nameOf))) ?? format.label.toLowerCase();
  });

/** "Link › path" */
export const labelWithFormats = (label: string, calls: readonly FilterCall[], nameOf?: NameOf): string =>
  [label, ...formatWords(calls, nameOf)].join(" › ");

function shownValue(value: FilterValue, nameOf: NameOf | undefined): unknown {
  if ("literal" in value) return value.literal;
  const field = nameOf === undefined ? null : fieldOfValue(value);
  return field && nameOf ? new FieldWord(nameOf(field)) : value.liquid;
}

/** Of the result. A filter that is not offered may make anything, which is looked at as text. */
export const typeAfter = (type: FieldType, calls: readonly FilterCall[]): FieldType =>
  calls.reduce<FieldType>((before, { name }) => {
    const format = formatOf(name);
    return format === undefined ? "text" : (format.gives ?? before);
  }, type);

/** As it is added: with the values that it begins with, those that may be left out and say nothing left out. */
export function newCall(name: string): FilterCall {
  const values = formatOf(name)?.values ?? [];
  return {
    name,
    values: values
      .filter(({ optional, initial }) => !optional || initial !== "")
      .map(({ initial }) => ({ literal: initial })),
  };
}
