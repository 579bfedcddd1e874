/**
 * The operator table's meaning as data: at least twelve cases for each operator. Node and a real browser evaluate the same list
 * (evaluate.test.ts, e2e/conditions-browser.spec.ts), so it is JSON: a missing left side is an absent member.
 */
import type { JsonValue } from "../../base/json";
import type { ConditionType } from "../condition";

export interface OperatorCase {
  type: ConditionType;
  operator: string;
  left?: JsonValue;
  value?: JsonValue;
  caseSensitive?: true;
  passes: boolean;
}

/** The instant at which all cases are evaluated. */
export const CASE_NOW = "2026-11-24T12:00:00Z";

interface Given {
  /** The right side where a case names none. */
  value?: JsonValue;
  yes: readonly JsonValue[];
  no: readonly JsonValue[];
  /** Left, right, and whether it passes. */
  pairs?: readonly (readonly [JsonValue, JsonValue, boolean])[];
  /** The same with "match case". */
  cased?: readonly (readonly [JsonValue, JsonValue, boolean])[];
}

export function casesOf(type: ConditionType, operator: string, given: Given): OperatorCase[] {
  const right = given.value === undefined ? {} : { value: given.value };
  const one = (left: JsonValue, passes: boolean) => ({ type, operator, left, ...right, passes });
  const pair = ([left, value, passes]: readonly [JsonValue, JsonValue, boolean]) => ({
    type,
    operator,
    left,
    value,
    passes,
  });
  return [
    { type, operator, ...right, passes: false },
    one(null, false),
    one("", false),
    ...given.yes.map((left) => one(left, true)),
    ...given.no.map((left) => one(left, false)),
    ...(given.pairs ?? []).map(pair),
    ...(given.cased ?? []).map((entry) => ({ ...pair(entry), caseSensitive: true as const })),
    // Without a right side nothing passes, whatever stands on the left.
    ...(given.value === undefined
      ? []
      : given.yes.slice(0, 1).map((left) => ({ type, operator, left, passes: false }))),
  ];
}

export const LONG = "x".repeat(50_000);
