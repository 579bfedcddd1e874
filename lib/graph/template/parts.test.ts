import { describe, expect, test } from "vitest";
import { pickFrom, randomFrom } from "../../conditions/random-condition.test-support";
import { exactReference, resolveTemplate } from "../references";
import type { FilterCall, FilterValue } from "./engine";
import { type FieldValue, fieldOfValue, valueOfField } from "./field-value";
import { FORMATS } from "./formats/all-formats";
import { type Part, readParts, writeParts } from "./parts";

type Random = () => number;

/** What could be mistaken: both kinds of quotation marks, braces, escapes, other alphabets, halves of characters. */
const PIECES = [
  ..."ab ,:|.-_'\"\\{}%[]()\n\r\t\u0000\u0007<>&",
  ...[
    "é",
    "e\u0301",
    "日本",
    "😀",
    "\ud800",
    "\udc00",
    "\u2028",
    "{{",
    "}}",
    "{%",
    "%}",
    "{{-",
    "-}}",
    "{{{",
    "\\u0041",
    "\\n",
  ],
  ...["nil", "true", "trigger.a", "| upcase", '" }}', "endraw", "__proto__", "constructor"],
];
const textOf = (random: Random, most = 6): string =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, () => pickFrom(random, PIECES)).join("");

const KEYS = [
  "href",
  "a_b",
  "A1",
  "0",
  "12",
  "007",
  "size",
  "first",
  "nil",
  "true",
  "odd key",
  "é",
  'q"',
  "a-b",
  "__proto__",
];
const keyOf = (random: Random) => (random() < 0.7 ? pickFrom(random, KEYS) : textOf(random) || "k");

const fieldValueOf = (random: Random): FieldValue => ({
  source: pickFrom(random, ["trigger", "n_1", "a1b2"]),
  path: Array.from({ length: Math.floor(random() * 4) }, () => keyOf(random)),
});

function argumentOf(random: Random): FilterValue {
  const value: FilterValue = pickFrom<() => FilterValue>(random, [
    () => ({ literal: textOf(random) }),
    () => ({ literal: textOf(random) }),
    () => ({ literal: Math.round(random() * 2_000_000 - 1_000_000) / pickFrom(random, [1, 10, 1_000]) }),
    () => ({ literal: random() < 0.5 }),
    () => ({ literal: null }),
    () => ({ liquid: pickFrom(random, ["trigger.name", "steps.n_1.body[0]", "(1..3)", "empty"]) }),
    () => valueOfField(fieldValueOf(random)),
  ])();
  return random() < 0.1 ? { ...value, key: "allow_false" } : value;
}

const callOf = (random: Random): FilterCall => ({
  name: pickFrom(random, FORMATS).name,
  values: Array.from({ length: Math.floor(random() * 4) }, () => argumentOf(random)),
});

function partOf(random: Random): Part {
  const kind = random();
  if (kind < 0.45) return { kind: "text", text: textOf(random, 12) };
  if (kind > 0.92)
    return {
      kind: "liquid",
      raw: pickFrom(random, [
        "{% if trigger.a %}x{{ trigger.b }}{% endif %}",
        "{{ 1 }}",
        "{{- trigger.a -}}",
      ]),
    };
  return {
    kind: "reference",
    source: pickFrom(random, ["trigger", "n_1", "a1b2"]),
    path: Array.from({ length: Math.floor(random() * 4) }, () => keyOf(random)),
    calls: Array.from({ length: Math.floor(random() * 4) }, () => callOf(random)),
  };
}

/** No empty text, and no two neighbors that would be read as one. */
const templateOf = (random: Random): Part[] =>
  Array.from({ length: 1 + Math.floor(random() * 6) }, () => partOf(random)).filter(
    (part, index, all) =>
      !(part.kind === "text" && part.text === "") &&
      (part.kind === "reference" || part.kind !== all[index - 1]?.kind),
  );
const settled = (parts: Part[]): Part[] =>
  parts.filter((part, index) => part.kind === "reference" || part.kind !== parts[index - 1]?.kind);

/** Many examples, on a machine that may be busy. */
const LONG = { timeout: 60_000 };
const SEEDS = Array.from({ length: 1_500 }, (_, seed) => seed);

test("what is written is read back, whatever it is", LONG, () => {
  const wrong = SEEDS.filter((seed) => {
    const parts = settled(templateOf(randomFrom(seed)));
    return JSON.stringify(readParts(writeParts(parts))) !== JSON.stringify(parts);
  });
  const [first] = wrong;
  if (first !== undefined) {
    const parts = settled(templateOf(randomFrom(first)));
    expect(readParts(writeParts(parts)), writeParts(parts)).toEqual(parts);
  }
  expect(wrong).toEqual([]);
});

test("text alone is rendered as it was", LONG, () => {
  const scope = { trigger: {}, steps: {} };
  const wrong = SEEDS.filter((seed) => {
    const random = randomFrom(seed);
    const text = textOf(random, 20);
    const template = writeParts([{ kind: "text", text }]);
    // One output alone keeps its value's type; this is about text.
    return resolveTemplate(template, scope) !== text;
  });
  expect(wrong.slice(0, 1)).toEqual([]);
});

test("a written reference is one reference", () => {
  for (const seed of SEEDS.slice(0, 500)) {
    const part = partOf(randomFrom(seed));
    if (part.kind !== "reference") continue;
    const { source, path, calls } = part;
    expect(exactReference(writeParts([part]))).toMatchObject({ source, path, calls });
  }
});

test("a picked field as a format's value is read back as the field", () => {
  for (const seed of SEEDS.slice(0, 500)) {
    const random = randomFrom(seed);
    const field = fieldValueOf(random);
    const calls = [{ name: "default", values: [valueOfField(field)] }, callOf(random)];
    const text = writeParts([{ kind: "reference", source: "trigger", path: ["a"], calls }]);
    const [first] = exactReference(text)?.calls ?? [];
    expect(fieldOfValue(first?.values[0] ?? { literal: null }), text).toEqual(field);
  }
});

describe("readParts", () => {
  test.each<[string, Part[] | null]>([
    ["", []],
    ["Hi", [{ kind: "text", text: "Hi" }]],
    ["a {{ 'b' }}c", [{ kind: "text", text: "a bc" }]],
    ["{{ trigger.", null],
    ["{{ trigger.a | nosuchfilter }}", null],
    [
      "{{ trigger['a b'] | default: 'x', allow_false: true }}",
      [
        {
          kind: "reference",
          source: "trigger",
          path: ["a b"],
          calls: [{ name: "default", values: [{ literal: "x" }, { literal: true, key: "allow_false" }] }],
        },
      ],
    ],
  ])("%s", (text, parts) => expect(readParts(text)).toEqual(parts));
});
