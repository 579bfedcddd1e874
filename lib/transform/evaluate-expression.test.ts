import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import { evaluateExpression, expressionProblem } from "./evaluate-expression";
import { MAX_SEQUENCE } from "./limits";

const data = {
  email: "ada@example.com",
  items: [
    { name: "a", price: 3 },
    { name: "b", price: 40 },
  ],
};
const evaluate = (expression: string, given: JsonValue = data) =>
  evaluateExpression({ expression, data: given });

test.each<[string, JsonValue]>([
  ["$uppercase(email)", "ADA@EXAMPLE.COM"],
  ["$sum(items.price)", 43],
  ["items[price > 10].name", "b"],
  ["items.name", ["a", "b"]],
  ['{"cheap": items[price < 10]}', { cheap: { name: "a", price: 3 } }],
  ["[1..3]", [1, 2, 3]],
  ["$exists(nothing)", false],
  ["null", null],
  ['$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', "Smith, John"],
  ['$split("a, b,c", /,\\s*/)', ["a", "b", "c"]],
  ['$match("a1b22", /([a-z])(\\d+)/).groups[1]', ["1", "22"]],
  ['$contains("ABC", /b/i)', true],
])("%s", async (expression, result) => {
  expect(await evaluate(expression)).toEqual({ ok: true, result });
});

test("what comes to nothing has no result", async () => {
  expect(await evaluate("items.nothing")).toEqual({ ok: true });
});

describe("what is wrong is said in words, and where", () => {
  test.each([
    ["items[price > 1", /^Expected "]"/, 15],
    ["sum(items.price)", /needs a \$ in front/, 4],
    ["$total(items)", /there is none of this name/, 7],
    ["email + 1", /must evaluate to a number/, 7],
    ['$error("Not mine")', /^Not mine\.$/, 7],
    ["($f := function($x) { 1 + $f($x) }; $f(1))", /calls itself without an end/, undefined],
    [`[1..${MAX_SEQUENCE * 10}]`, /more than 100000 items/, undefined],
    ['$replace("a", /(?=a)/, "")', /neither look-around nor back references/, undefined],
    ["$sum", /function, not a value/, undefined],
    ['$pad("a", 300000)', /300000 characters/, undefined],
  ])("%s", async (expression, message, at) => {
    const evaluated = await evaluate(expression);
    if (evaluated.ok) throw new Error("it went through");
    expect(evaluated.problem.message).toMatch(message);
    expect(evaluated.problem.message).toMatch(/\.$/);
    if (at !== undefined) expect(evaluated.problem.at).toBe(at);
  });
});

describe("nothing but the data can be reached", () => {
  test.each([
    "constructor",
    "email.constructor",
    '$lookup($, "__proto__")',
    '$lookup(items, "constructor")',
    "$sum.constructor",
    "$map.implementation",
    "(function($x) { $x }).environment",
    "process",
    "$process",
    "globalThis",
  ])("%s", async (expression) => {
    const evaluated = await evaluate(expression);
    expect(evaluated).not.toHaveProperty("result");
  });
  test("a prototype cannot be written", async () => {
    await evaluate(
      '$merge([{"__proto__": {"polluted": 1}}, {"constructor": {"prototype": {"polluted": 1}}}])',
    );
    await evaluate('$ ~> | $ | {"__proto__": {"polluted": 1}} |');
    expect({}).not.toHaveProperty("polluted");
  });
  test("the data is not changed", async () => {
    const given = structuredClone(data);
    await evaluate('$ ~> | items | {"price": 0}, ["name"] |', given);
    await evaluate("$sort(items, function($a, $b) { $a.price < $b.price })", given);
    expect(given).toEqual(data);
  });
});

test("a pattern that backtracks without an end elsewhere takes no time here", async () => {
  const text = `${"a".repeat(5_000)}!`;
  expect(await evaluate("$contains($, /^(a+)+$/)", text)).toEqual({ ok: true, result: false });
});

test("an expression can be read without being evaluated", () => {
  expect(expressionProblem("$sum(items.price)")).toBeNull();
  expect(expressionProblem("$sum(")?.message).toMatch(/\.$/);
});
