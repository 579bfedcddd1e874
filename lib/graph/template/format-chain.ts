/** A chain of formats in people's words, and what it does to a value's type. */
import type { FieldType } from "../descriptor";
import type { FilterCall, FilterValue } from "./engine";
import { formatOf } from "./formats/all-formats";

/** "path", "“a” → “b”": one for each format, to follow a field's label. */
export const formatWords = (calls: readonly FilterCall[]): string[] =>
  calls.map(({ name, values }) => {
    const format = formatOf(name);
    if (format === undefined) return name;
    return format.words?.(values.map(shownValue)) ?? format.label.toLowerCase();
  });

/** "Link › path" */
export const labelWithFormats = (label: string, calls: readonly FilterCall[]): string =>
  [label, ...formatWords(calls)].join(" › ");

const shownValue = (value: FilterValue) => ("liquid" in value ? value.liquid : value.literal);

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
