import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import { valueAt } from "../base/json";
import type { ConditionGroup, ConditionRow, ConditionType } from "./condition";
import { evaluateGroup } from "./evaluate";
import { explainGroup, explainReport, reportRows } from "./explain";
import { OPERATORS } from "./operators";

const now = new Date("2026-11-24T12:00:00Z");
/** A reference is written as its bare path here; the evaluator does not care how its resolver reads. */
const resolver = (scope: JsonValue) => (template: JsonValue) =>
  typeof template === "string" && template.startsWith("$")
    ? valueAt(scope, template.slice(1).split("."))
    : template;

function passes(type: ConditionType, operator: string, left: unknown, value?: JsonValue): boolean {
  const row: ConditionRow = { field: "$left", type, operator, ...(value === undefined ? {} : { value }) };
  const scope = (left === undefined ? {} : { left }) as JsonValue;
  return evaluateGroup({ match: "all", conditions: [row] }, resolver(scope), { now }).passed;
}

test.each<[ConditionType, string, unknown, JsonValue | undefined, boolean]>([
  ["text", "equals", "Ada", "ada", true],
  ["text", "not_equals", undefined, "x", true],
  ["text", "contains", "https://example.com/pricing", "/pricing", true],
  ["text", "contains", undefined, "x", false],
  ["text", "not_contains", "abc", "b", false],
  ["text", "is_one_of", "b", ["a", "B"], true],
  ["text", "is_one_of", "b", "a, b", true],
  ["text", "is_none_of", "c", "a, b", true],
  ["text", "matches_pattern", "order-17", "^order-\\d+$", true],
  ["text", "matches_pattern", "order-17", "(", false],
  ["text", "exists", "", undefined, false],
  ["text", "not_exists", null, undefined, true],
  ["number", "greater_than", "10", 9, true],
  ["number", "number_equals", "ten", 10, false],
  ["number", "number_not_equals", undefined, 1, true],
  ["boolean", "is_true", true, undefined, true],
  ["boolean", "is_false", undefined, undefined, false],
  ["boolean", "not_exists", undefined, undefined, true],
  ["date", "before", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z", true],
  ["date", "within_last", 1795518000, { amount: 2, unit: "hours" }, true],
  ["date", "longer_ago_than", "2026-11-01", { amount: 7, unit: "days" }, true],
  ["date", "before", "no date", "2026-11-24", false],
  ["list", "list_contains", ["a", "B"], "b", true],
  ["list", "count_at_least", ["a"], 2, false],
  ["list", "list_empty", [], undefined, true],
  ["object", "has_key", { a: 1 }, "a", true],
  ["object", "has_key", { a: 1 }, "constructor", false],
  ["url", "url_path_is", "https://www.example.com/pricing/?utm_source=x", "pricing", true],
  ["url", "url_path_starts_with", "https://example.com/pricing/pro", "/pricing", true],
  ["url", "url_path_starts_with", "https://example.com/?next=/pricing", "/pricing", false],
  ["url", "url_path_matches", "https://example.com/blog/2026/a-post", "/blog/*", true],
  ["url", "url_path_matches", "https://example.com/blog", "/blog/*", false],
  ["url", "url_host_is", "https://www.example.com/x", "example.com", true],
  ["url", "url_host_under", "https://docs.example.com", "https://example.com", true],
  ["url", "url_host_under", "https://notexample.com", "example.com", false],
  ["url", "url_has_parameter", "https://e.com/?Plan=pro", "plan", true],
  ["url", "url_parameter_equals", "https://e.com/?plan=Pro", { name: "plan", value: "pro" }, true],
  ["url", "url_parameter_equals", "https://e.com/", { name: "plan", value: "" }, false],
  ["url", "url_utm_campaign_is", "https://e.com/?utm_campaign=spring", "Spring", true],
  ["url", "url_same_page", "http://www.e.com/a/?utm_source=x&p=1#top", "https://e.com/a?p=1", true],
  ["url", "url_same_page", "https://e.com/a?p=2", "https://e.com/a?p=1", false],
  ["url", "url_file_type_is", "https://e.com/guide.PDF?x=1", ".pdf", true],
  ["url", "url_is_mailto", "mailto:a@b.c", undefined, true],
  ["url", "url_is_unsubscribe", "https://e.com/unsubscribe/abc", undefined, true],
  ["url", "url_is_social", "https://m.facebook.com/page", undefined, true],
  ["url", "url_path_is", "%%%", "/a", false],
  ["url", "contains", "https://e.com/pricing", "PRICING", true],
])("%s %s of %j against %j is %s", (type, operator, left, value, expected) => {
  expect(passes(type, operator, left, value)).toBe(expected);
});

test("case counts when asked for", () => {
  const row: ConditionRow = {
    field: "$a",
    type: "text",
    operator: "equals",
    value: "ada",
    caseSensitive: true,
  };
  expect(evaluateGroup({ match: "all", conditions: [row] }, resolver({ a: "Ada" }), { now }).passed).toBe(
    false,
  );
});

describe("groups", () => {
  const yes: ConditionRow = { field: "$a", type: "number", operator: "number_equals", value: 1 };
  const no: ConditionRow = { ...yes, value: 2 };
  const decide = (group: ConditionGroup) => evaluateGroup(group, resolver({ a: 1 }), { now }).passed;

  test.each<[ConditionGroup["match"], boolean]>([
    ["all", false],
    ["any", true],
    ["none", false],
  ])("%s of a true and a false row is %s", (match, expected) => {
    expect(decide({ match, conditions: [yes, no] })).toBe(expected);
  });
  test("nest", () => {
    expect(decide({ match: "all", conditions: [yes, { match: "none", conditions: [no] }] })).toBe(true);
  });
  test("without conditions pass nothing", () => {
    expect(decide({ match: "all", conditions: [] })).toBe(false);
    expect(decide({ match: "none", conditions: [] })).toBe(false);
  });
});

test("no operator throws, whatever it is given", () => {
  const odd: unknown[] = [
    undefined,
    null,
    "",
    "x",
    "http://[",
    0,
    Number.NaN,
    true,
    [],
    [null],
    {},
    { a: {} },
  ];
  for (const [type, operators] of Object.entries(OPERATORS))
    for (const operator of operators)
      for (const left of odd)
        for (const right of odd) {
          const row: ConditionRow = {
            field: "l",
            type: type as ConditionType,
            operator: operator.id,
            value: "r",
          };
          const resolve = (template: JsonValue) => (template === "l" ? left : right);
          expect(() => evaluateGroup({ match: "all", conditions: [row] }, resolve, { now })).not.toThrow();
        }
});

test("operator ids are unique within a type", () => {
  for (const operators of Object.values(OPERATORS))
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
});

test("an unknown operator fails its row", () => {
  expect(passes("text", "no_such_operator", "a", "a")).toBe(false);
});

describe("in words", () => {
  const group: ConditionGroup = {
    match: "any",
    conditions: [
      { field: "$href", type: "url", operator: "url_path_starts_with", value: "/pricing" },
      { match: "all", conditions: [{ field: "$machine", type: "boolean", operator: "is_false" }] },
    ],
  };
  const labelOf = (template: string) => ({ $href: "Link", $machine: "Machine click" })[template] ?? template;

  test("a group is a sentence", () => {
    expect(explainGroup(group, labelOf)).toBe("Link path starts with /pricing or (Machine click is false)");
  });
  test("a report says what was seen", () => {
    const report = evaluateGroup(group, resolver({ href: "https://example.com/price" }), { now });
    expect(reportRows(report).map((row) => explainReport(row, labelOf))).toEqual([
      "Link path starts with /pricing saw /price",
      "Machine click is false saw nothing (not provided)",
    ]);
  });
});
