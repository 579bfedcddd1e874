/** In a loop the sample is the first item of the sample list, whoever's that is. */
import { isRecord, type JsonValue } from "../base/json";
import { itemField } from "./described-node";
import { listIn } from "./loop-scope";
import { exactReference, type Scope, TRIGGER } from "./references";
import type { PickerSource } from "./sources";

/** Sources that keep their values stay the same objects. */
export function withFirstItems(sources: readonly PickerSource[]): PickerSource[] {
  if (!sources.some(({ loop }) => loop !== undefined)) return [...sources];
  const found = new Map(sources.map((source) => [source.reference, source]));
  // From the outside to the inside: the list of a loop in a loop may be in the item of the outer one.
  for (const source of sources.toSorted((a, b) => b.distance - a.distance)) {
    const scope: Scope = {
      trigger: found.get(TRIGGER)?.sample ?? null,
      steps: Object.fromEntries([...found].map(([reference, { sample }]) => [reference, sample])),
    };
    found.set(source.reference, withFirstItem(source, scope, found));
  }
  return sources.map((source) => found.get(source.reference) ?? source);
}

function withFirstItem(
  source: PickerSource,
  scope: Scope,
  others: ReadonlyMap<string, PickerSource>,
): PickerSource {
  const { loop } = source;
  const [first] = (loop && listIn(loop.list, scope)) ?? [];
  if (loop === undefined || first === undefined) return source;
  const before = isRecord(source.sample) ? source.sample : {};
  if (before[loop.item] === first) return source;
  return {
    ...source,
    fields: source.fields.map((field) =>
      field.key === loop.item && field.fields === undefined && field.type === "object"
        ? itemField(field, undefined, first)
        : field,
    ),
    sample: { ...before, [loop.item]: first },
    from: originOf(loop.list, others) ?? source.from,
  };
}

/** Whose values they are: the list's. */
const originOf = (list: JsonValue, others: ReadonlyMap<string, PickerSource>) =>
  typeof list === "string" ? others.get(exactReference(list)?.source ?? "")?.from : undefined;
