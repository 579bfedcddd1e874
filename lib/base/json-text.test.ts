import { describe, expect, test } from "vitest";
import type { JsonValue } from "./json";
import { readJsonText } from "./json-text";

const problemOf = (text: string) => {
  const read = readJsonText(text);
  if (read.ok) return null;
  const { line, column, found, expected } = read.problem;
  return [line, column, found, expected];
};

describe("what is wrong", () => {
  test.each([
    ["", [1, 1, "the end", "a value"]],
    ['{\n  "a": 1,\n}', [3, 1, "}", "a name in quotes"]],
    ["{\n  a: 1\n}", [2, 3, "a", "a name in quotes or }"]],
    ["{'a': 1}", [1, 2, "a single quote", "a name in quotes or }"]],
    ['{"a" 1}', [1, 6, "1", "a colon"]],
    ['{"a": 1 "b": 2}', [1, 9, "a quote", "a comma or }"]],
    ["[1, 2", [1, 6, "the end", "a comma or ]"]],
    ['{"a": yes}', [1, 7, "yes", "a value"]],
    ['{"a": "b\nc"}', [1, 7, "a quote", "a text that ends with a quote on the same line"]],
    ["{} {}", [1, 4, "{", "the end"]],
    ["[01]", [1, 3, "1", "a comma or ]"]],
  ])("%j", (text, problem) => expect(problemOf(text)).toEqual(problem));

  test("nesting that would exhaust the stack is refused", () => {
    expect(problemOf("[".repeat(100_000))?.[3]).toBe("less nesting");
  });
});

test("says on which line a value stands, or its nearest parent", () => {
  const read = readJsonText('{\n  "a": {\n    "b": [\n      1,\n      2\n    ]\n  }\n}');
  if (!read.ok) throw new Error("not read");
  expect([[], ["a"], ["a", "b"], ["a", "b", 1], ["a", "gone"]].map((path) => read.lineOf(path))).toEqual([
    1, 2, 3, 5, 2,
  ]);
});

/** Numbers from 0 to below 1, the same every time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const LEAVES: JsonValue[] = [
  null,
  true,
  false,
  0,
  -1.5e-7,
  12,
  "",
  'a"b\\c',
  "\u0000\n",
  "café ✓",
  "__proto__",
];

function randomValue(roll: () => number, depth: number): JsonValue {
  const kind = depth === 0 ? 0 : Math.floor(roll() * 3);
  const size = Math.floor(roll() * 4);
  if (kind === 0) return LEAVES[Math.floor(roll() * LEAVES.length)] as JsonValue;
  const items = Array.from({ length: size }, () => randomValue(roll, depth - 1));
  if (kind === 1) return items;
  return Object.fromEntries(items.map((item) => [String(LEAVES[Math.floor(roll() * LEAVES.length)]), item]));
}

test("reads what JSON.stringify writes", () => {
  const roll = dice(1);
  for (let round = 0; round < 1_000; round++) {
    const text = JSON.stringify(randomValue(roll, 4), null, round % 3);
    const read = readJsonText(text);
    expect(read.ok && read.value, text).toEqual(JSON.parse(text));
  }
});

const PIECES = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"a"',
  '"__proto__"',
  "1",
  "-",
  "0.5e3",
  "null",
  " ",
  "tru",
  '"',
  "\\u00",
];

test("accepts and refuses what JSON.parse does", () => {
  const roll = dice(2);
  let accepted = 0;
  for (let round = 0; round < 20_000; round++) {
    const length = Math.floor(roll() * 9);
    const text = Array.from({ length }, () => PIECES[Math.floor(roll() * PIECES.length)]).join("");
    const parsed = parsedBy(text);
    const read = readJsonText(text);
    expect(read.ok, text).toBe(parsed !== undefined);
    if (read.ok) expect(read.value).toEqual(parsed);
    if (read.ok) accepted++;
  }
  expect(accepted).toBeGreaterThan(100);
});

function parsedBy(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
