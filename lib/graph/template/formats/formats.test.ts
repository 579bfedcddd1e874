import { describe, expect, test } from "vitest";
import { pickFrom, randomFrom, randomJson } from "../../../conditions/random-condition.test-support";
import { resolveTemplate } from "../../references";
import { filtersText } from "../write-liquid";
import { FORMATS, formatsFor } from "./all-formats";
import type { Format } from "./format";

/** Many examples, on a machine that may be busy. */
const LONG = { timeout: 60_000 };

const applied = ({ name }: Format, value: unknown, values: readonly unknown[]): unknown => {
  const calls = [{ name, values: values.map((literal) => ({ literal: literal as string })) }];
  const scope = { trigger: { value: value as never }, steps: {} };
  return resolveTemplate(`{{ trigger.value${filtersText(calls)} }}`, scope);
};

test.each(FORMATS)("$name does what its example says", (format) => {
  const { value, values, result } = format.example;
  expect(applied(format, value, values)).toEqual(result);
});

test.each(FORMATS)("$name says what it means, and describes each of its values", (format) => {
  expect(format.help).toMatch(/^\S.+\.$/);
  expect(format.example.values.length).toBeLessThanOrEqual(format.values.length);
  const must = format.values.filter(({ optional }) => !optional);
  expect(format.example.values.length).toBeGreaterThanOrEqual(must.length);
});

test("names are there once", () => {
  expect(new Set(FORMATS.map(({ name }) => name)).size).toBe(FORMATS.length);
});

test("any value goes through any format with any values, or Liquid says why not", LONG, () => {
  for (let seed = 0; seed < 1_000; seed++) {
    const random = randomFrom(seed);
    const format = pickFrom(random, FORMATS);
    const values = [randomJson(random), randomJson(random)];
    const scope = {
      trigger: { value: randomJson(random), a: values[0] ?? null, b: values[1] ?? null },
      steps: {},
    };
    try {
      const names = ["trigger.a", "trigger.b"].slice(0, format.values.length);
      const filter = names.length > 0 ? `${format.name}: ${names.join(", ")}` : format.name;
      resolveTemplate(`{{ trigger.value | ${filter} }}`, scope);
    } catch (error) {
      expect((error as Error).message, `${format.name} ${JSON.stringify(scope)}`).toMatch(
        /limit exceeded|time zone|URI malformed|nests too deep|circular/i,
      );
    }
  }
});

test("our own never throw", LONG, () => {
  for (let seed = 0; seed < 1_000; seed++) {
    const random = randomFrom(seed);
    const format = pickFrom(
      random,
      FORMATS.filter(({ own }) => own !== undefined),
    );
    expect(() => format.own?.(randomJson(random), randomJson(random), randomJson(random))).not.toThrow();
  }
});

describe("parts of a link", () => {
  const named = (name: string) => FORMATS.find((format) => format.name === name) as Format;
  test.each([
    ["url_path", "https://example.com/caf%C3%A9?x=1", [], "/café"],
    ["url_path", "/relative/path", [], "/relative/path"],
    ["url_path", "mailto:ada@example.com", [], undefined],
    ["url_path", null, [], undefined],
    ["url_host", "https://bücher.example:8080/", [], "xn--bcher-kva.example"],
    ["url_host", "https://ada:secret@WWW.example.com", [], "example.com"],
    ["url_parameter", "https://example.com/?Plan=a%20b&plan=c", ["plan"], "a b"],
    ["url_parameter", "https://example.com/", ["plan"], undefined],
    ["url_path_part", "https://example.com/a/b/c", [-1], "c"],
    ["url_path_part", "https://example.com/a/b/c", [9], undefined],
    ["url_file_name", "https://example.com/docs/", [], undefined],
    ["url_file_name", "https://example.com/docs/a%20b.PDF?x", [], "a b.PDF"],
    ["url_file_type", "https://example.com/a.tar.GZ", [], "gz"],
  ] as const)("%s of %j with %j", (name, value, values, expected) => {
    expect(applied(named(name), value, values)).toBe(expected);
  });
});

test.each([
  [1_234_567.891, [2, ","], "1,234,567.89"],
  [-1_234_567.891, [1, "."], "-1.234.567,9"],
  ["1234.5", [0, " "], "1 235"],
  [999, [2, ""], "999.00"],
  [-0.001, [2, ","], "0.00"],
  [1e21, [2, ","], "1e+21"],
  ["12 apples", [2, ","], "12 apples"],
  [null, [2, ","], null],
] as const)("format_number writes %j with %j as %j", (value, values, expected) => {
  expect(applied(FORMATS.find(({ name }) => name === "format_number") as Format, value, values)).toBe(
    expected,
  );
});

test("a type is offered what fits it, its own first", () => {
  const names = (type: "url" | "date" | "number" | "list") => formatsFor(type).map(({ name }) => name);
  expect(names("url").slice(0, 2)).toEqual(["url_path", "url_host"]);
  expect(names("date")[0]).toBe("date");
  expect(names("number")).not.toContain("url_path");
  expect(names("list")).toContain("join");
});
