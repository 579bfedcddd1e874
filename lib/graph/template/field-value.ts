/** A picked field as a value of a format: `{{ trigger.a | default: trigger.b }}`. */
import { templateEngine } from "#template-engine";
import { type ReferenceSource, rootOf, splitRoot } from "../references";
import type { FilterCall, FilterValue } from "./engine";
import { accessText } from "./write-liquid";

export interface FieldValue {
  source: ReferenceSource;
  path: string[];
}

/** Null for literals, for Liquid that is more than a field, and where nobody can tell yet (browser). */
export function fieldOfValue(value: FilterValue): FieldValue | null {
  if (!("liquid" in value)) return null;
  const variable = templateEngine()?.readVariable(value.liquid) ?? null;
  if (variable === null || variable.filters !== "") return null;
  const { source, path } = splitRoot(variable.keys);
  return source === null ? null : { source, path };
}

export const valueOfField = ({ source, path }: Pick<FieldValue, "source" | "path">): FilterValue => ({
  liquid: accessText([...rootOf(source), ...path]),
});

export interface UsedValue extends FieldValue {
  /** The format that takes it. */
  format: string;
  /** The formats after that. */
  later: readonly FilterCall[];
}

/** Every field that the formats of a chain take, in order. */
export const fieldsInCalls = (calls: readonly FilterCall[]): UsedValue[] =>
  calls.flatMap(({ name, values }, index) =>
    values.flatMap((value) => {
      const field = fieldOfValue(value);
      return field === null ? [] : [{ ...field, format: name, later: calls.slice(index + 1) }];
    }),
  );
