import { expect, test } from "vitest";
import { parseTemplate, readVariable } from "./engine";
import { plainPieces } from "./plain-pieces";

const WORDS = [
  ...["trigger", "steps", "a", "b_1", "size", "first", "empty", "true", "nil", "blank", "and", "or", "not"],
  ...[
    "contains",
    "in",
    "if",
    "0",
    "-",
    ".",
    "..",
    " ",
    "  ",
    "\n",
    "{",
    "}",
    "{{",
    "}}",
    "{{ ",
    " }}",
    "{{-",
  ],
  ...["-}}", "{%", "%}", "|", ":", '"', "'", "[0]", "é", "\\"],
];

/** Deterministic, so that a failure can be looked at. */
function* texts(count: number): Generator<string> {
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const word = () => WORDS[next(WORDS.length)] ?? "";
  for (let index = 0; index < count; index++) {
    const root = () => ["trigger", "steps.a", word()][next(3)];
    const reference = () => `{{ ${[root(), word(), word()].slice(0, 1 + next(3)).join(".")} }}`;
    yield Array.from({ length: 1 + next(6) }, () => (next(2) === 0 ? reference() : word())).join("");
  }
}

/** The same, by Liquid. */
const byLiquid = (text: string) =>
  parseTemplate(text).map(({ token }) => {
    const raw = token.getText();
    const inner = /^\{\{-?\s*([\s\S]*?)\s*-?\}\}$/.exec(raw)?.[1];
    return inner === undefined
      ? { kind: "text", text: raw }
      : { kind: "access", keys: readVariable(inner)?.keys, raw };
  });

test("what is read without Liquid is what Liquid reads", () => {
  let plain = 0;
  for (const text of texts(20_000)) {
    const pieces = plainPieces(text);
    if (pieces === null) continue;
    plain++;
    expect(pieces, JSON.stringify(text)).toEqual(byLiquid(text));
  }
  expect(plain).toBeGreaterThan(4_000);
});

test.each(["{{ trigger.href | upcase }}", "{% if a %}", "{{", "{{ a['b'] }}", "{{- a }}", "{{ a b }}"])(
  "%s is left to Liquid",
  (text) => {
    expect(plainPieces(text)).toBeNull();
  },
);
