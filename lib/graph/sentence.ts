/** What a node card says: its sentence with the configured values in it. */

import { isRecord, type JsonObject, type JsonValue } from "../base/json";
import { type ConditionGroup, conditionGroup } from "../conditions/condition";
import { explainGroup } from "../conditions/explain";
import type { InputField, NodeDescriptor } from "./descriptor";
import { isShown } from "./is-shown";

export type SentencePart = string | { slot: string; text: string; empty: boolean };
type LabelOf = (template: string) => string;

const MAX_SLOT_LENGTH = 80;
const SLOT = /\{(\w+)\}/g;

/**
 * Text and slots in order; an empty slot shows its field's label, so that the card says what is missing. What stands in brackets is left out
 * where one of its fields does not apply.
 */
export function cardSentence(
  descriptor: NodeDescriptor,
  config: JsonObject,
  labelOf: LabelOf,
): SentencePart[] {
  const inputOf = (key: string) => descriptor.inputs.find((field) => field.key === key);
  const applies = (key: string) => {
    const input = inputOf(key);
    return input === undefined || isShown(input, descriptor, { config });
  };
  const sentence = descriptor.sentence.replace(/\[([^\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(SLOT)].every(([, key = ""]) => applies(key)) ? part : "",
  );
  return sentence.split(/(\{\w+\})/).flatMap((part): SentencePart[] => {
    const key = /^\{(\w+)\}$/.exec(part)?.[1];
    if (key === undefined) return part === "" ? [] : [part];
    const input = inputOf(key);
    const text = input === undefined ? "" : showValue(input, config[key] ?? input.default, labelOf);
    const empty = text === "";
    return [{ slot: key, text: empty ? (input?.label ?? key).toLowerCase() : shorten(text), empty }];
  });
}

export const sentenceText = (parts: readonly SentencePart[]): string =>
  parts.map((part) => (typeof part === "string" ? part : part.empty ? `(${part.text})` : part.text)).join("");

const shorten = (text: string) =>
  text.length > MAX_SLOT_LENGTH ? `${text.slice(0, MAX_SLOT_LENGTH - 1)}…` : text;

/** A setting in words; empty where there is none. */
export function showValue(input: InputField, value: JsonValue | undefined, labelOf: LabelOf): string {
  if (value === undefined || value === null) return "";
  switch (input.input) {
    case "conditions": {
      const group = conditionGroup.safeParse(value);
      return group.success ? explainGroup(group.data as ConditionGroup, labelOf) : "";
    }
    case "branches":
    case "cases":
      return branchNames(value);
    case "duration":
      return isRecord(value) ? showDuration(value) : "";
    case "select":
      return input.options?.find((option) => option.value === value)?.label ?? String(value);
    case "secret":
      return "••••";
    default:
      return showText(value, labelOf);
  }
}

function showText(value: JsonValue, labelOf: LabelOf): string {
  if (typeof value === "string") return labelOf(value);
  if (isRecord(value)) return Object.keys(value).join(", ");
  return Array.isArray(value) ? "…" : String(value);
}

const branchNames = (value: JsonValue): string =>
  Array.isArray(value)
    ? value.map((branch) => (isRecord(branch) ? String(branch.name ?? "") : "")).join(", ")
    : "";

function showDuration({ amount, unit }: Record<string, unknown>): string {
  if (amount === undefined || unit === undefined) return "";
  return `${String(amount)} ${amount === 1 ? String(unit).replace(/s$/, "") : String(unit)}`;
}
