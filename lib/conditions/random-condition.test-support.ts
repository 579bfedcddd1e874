/** Arbitrary JSON and condition trees out of a seed, so that a failure can be repeated. */
import type { JsonValue } from "../base/json";
import { OPERATOR_CASES } from "./cases/all-cases";
import type { ConditionGroup, ConditionRow, ConditionType } from "./condition";
import { OPERATORS, type Operand } from "./operators";

/** Mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
export const pickFrom = <T>(random: () => number, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)] as T;

const TEXTS = [
  "",
  "a",
  "ab",
  "A",
  "true",
  "5",
  "-1",
  "é",
  "/a",
  "/a/b/",
  "https://a.test/a?x=1",
  "mailto:a",
  "(",
  "%",
  "\ud800",
  "__proto__",
  "2026-11-23",
];
const NUMBERS = [0, 1, 2, 5, 5.5, -1, 1e21, 1795518000];

export function randomJson(random: () => number, depth = 3): JsonValue {
  const kind = Math.floor(random() * (depth > 0 ? 7 : 5));
  if (kind < 2) return pickFrom(random, TEXTS);
  if (kind === 2) return pickFrom(random, NUMBERS);
  if (kind === 3) return random() < 0.5;
  if (kind === 4) return null;
  const size = Math.floor(random() * 4);
  if (kind === 5) return Array.from({ length: size }, () => randomJson(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: size }, () => [
      pickFrom(random, [...TEXTS, "amount", "unit", "name", "value"]),
      randomJson(random, depth - 1),
    ]),
  );
}

const SMALL_CASES = OPERATOR_CASES.filter((entry) => JSON.stringify(entry).length < 300);

/** Few values, so that rows of one tree often speak of the same. */
const CLOSE_BY: Partial<Record<Operand, readonly JsonValue[]>> = {
  text: ["a", "A", "b", "ab", "/a", "/a/b", "a.test", "https://a.test/a"],
  list: ["a, b", ["b", "ab"], "a", "https://a.test/a, b"],
  number: [0, 1, 2, "2"],
  date: ["2026-11-23", "2026-11-24", "2026-11-24T11:00:00Z"],
  duration: [
    { amount: 1, unit: "hours" },
    { amount: 2, unit: "days" },
  ],
};
const CLOSE_LEFTS: readonly JsonValue[] = [
  ...["a", "A", "b", "ab", "/a", "/a/b", "https://a.test/a", "https://b.a.test/a/b"],
  ...[0, 1, 2, "2026-11-23", "2026-11-24T11:30:00Z", true, "false"],
  ...[[], ["a"], ["a", "b"], {}, { a: 1 }],
];

/** A right side that means something to the operator, or anything. */
function randomRow(random: () => number, type: ConditionType): ConditionRow {
  const operator = pickFrom(random, OPERATORS[type]);
  const known = SMALL_CASES.filter((entry) => entry.operator === operator.id && entry.value !== undefined);
  const near = CLOSE_BY[operator.operand];
  const value =
    near !== undefined && random() < 0.5
      ? pickFrom(random, near)
      : known.length > 0 && random() < 0.7
        ? pickFrom(random, known).value
        : randomJson(random, 2);
  return {
    field: random() < 0.8 ? "first" : "second",
    type,
    operator: operator.id,
    ...(value === undefined || random() < 0.05 ? {} : { value }),
    ...(random() < 0.2 ? { caseSensitive: true } : {}),
  };
}

export function randomGroup(random: () => number, type: ConditionType, depth = 1): ConditionGroup {
  const size = Math.floor(random() * 3) + (random() < 0.9 ? 1 : 0);
  return {
    match: pickFrom(random, ["all", "any", "none"]),
    conditions: Array.from({ length: size }, () =>
      depth > 0 && random() < 0.3 ? randomGroup(random, type, depth - 1) : randomRow(random, type),
    ),
  };
}

/** Left sides of the type's cases, so that rows pass about as often as they fail. */
export function randomLeft(random: () => number, type: ConditionType): JsonValue | undefined {
  if (random() < 0.15) return undefined;
  if (random() < 0.5) return pickFrom(random, CLOSE_LEFTS);
  const known = SMALL_CASES.filter((entry) => entry.type === type);
  return random() < 0.6 ? pickFrom(random, known).left : randomJson(random);
}
