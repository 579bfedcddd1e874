import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import type { ConditionGroup, ConditionRow, ConditionType } from "./condition";
import { alwaysHolds, coveredBy, neverHolds } from "./decide";

const row = (operator: string, value?: JsonValue, type: ConditionType = "url"): ConditionRow => ({
  field: "{{ trigger.href }}",
  type,
  operator,
  ...(value === undefined ? {} : { value }),
});
const all = (...conditions: ConditionGroup["conditions"]): ConditionGroup => ({ match: "all", conditions });
const any = (...conditions: ConditionGroup["conditions"]): ConditionGroup => ({ match: "any", conditions });
const none = (...conditions: ConditionGroup["conditions"]): ConditionGroup => ({ match: "none", conditions });

describe("never holds", () => {
  test.each<[string, ConditionGroup]>([
    ["two values at once", all(row("equals", "a"), row("equals", "b"))],
    ["two paths at once", all(row("url_path_is", "/a"), row("url_path_starts_with", "/b"))],
    ["two hosts", all(row("url_host_is", "a.test"), row("url_host_is", "https://b.test"))],
    ["a host under another", all(row("url_host_is", "a.test"), row("url_host_under", "b.test"))],
    ["a value and its negation", all(row("contains", "a"), row("not_contains", "a"))],
    ["a pill and its negation", all(row("equals", "{{ trigger.x }}"), row("not_equals", "{{ trigger.x }}"))],
    ["there and not there", all(row("exists"), row("not_exists"))],
    ["a value of nothing", all(row("url_is_social"), row("not_exists"))],
    ["true and false", all(row("is_true", undefined, "boolean"), row("is_false", undefined, "boolean"))],
    ["an empty range", all(row("greater_than", 10, "number"), row("less_than", "5", "number"))],
    ["a touching range", all(row("greater_than", 5, "number"), row("at_most", 5, "number"))],
    ["within a list that excludes", all(row("is_one_of", "a, b"), row("is_none_of", "A, b, c"))],
    ["an impossible inner group", all(row("exists"), any(all(row("equals", "a"), row("equals", "b"))))],
    ["none of a thing and its opposite", none(row("equals", "a"), row("not_equals", "a"))],
    [
      "recent and long ago",
      all(
        row("within_last", { amount: 7, unit: "days" }, "date"),
        row("longer_ago_than", { amount: 200, unit: "hours" }, "date"),
      ),
    ],
    [
      "an empty list with entries",
      all(row("list_empty", undefined, "list"), row("list_contains", "a", "list")),
    ],
  ])("%s", (_, group) => {
    expect(neverHolds(group)).toBe(true);
    expect(alwaysHolds(group)).toBe(false);
  });
});

describe("always holds", () => {
  test.each<[string, ConditionGroup]>([
    ["not this or not that", any(row("not_equals", "a"), row("not_equals", "b"))],
    ["there or not there", any(row("exists"), row("not_exists"))],
    ["a value or not it", any(row("url_path_is", "/a"), row("url_path_is_not", "/a"))],
    ["none of an impossible group", none(all(row("equals", "a"), row("equals", "b")))],
    ["anything but two hosts", any(row("url_host_is_not", "a.test"), row("url_host_is_not", "b.test"))],
  ])("%s", (_, group) => {
    expect(alwaysHolds(group)).toBe(true);
    expect(neverHolds(group)).toBe(false);
  });
});

test.each<[string, ConditionGroup]>([
  ["a value that is one of two", all(row("is_one_of", "a, b"), row("equals", "a"))],
  ["a list that is partly excluded", all(row("is_one_of", "a, b"), row("is_none_of", "b, c"))],
  ["prefixes of one another", all(row("starts_with", "a"), row("starts_with", "ab"))],
  ["different fields", all(row("equals", "a"), { ...row("equals", "b"), field: "{{ trigger.other }}" })],
  ["two pills", all(row("equals", "{{ trigger.x }}"), row("equals", "{{ trigger.y }}"))],
  [
    "case that counts and case that does not",
    all(row("equals", "a"), { ...row("equals", "A"), caseSensitive: true }),
  ],
  ["two parts of one address", all(row("url_path_is", "/a"), row("url_host_is", "b.test"))],
  [
    "true or false, which may both be missing",
    any(row("is_true", undefined, "boolean"), row("is_false", undefined, "boolean")),
  ],
  ["below or above", any(row("less_than", 5, "number"), row("at_least", 5, "number"))],
  ["patterns", all(row("matches_pattern", "^a"), row("equals", "b"))],
  [
    "more cases than are looked at",
    all(...Array.from({ length: 10 }, () => any(row("equals", "a"), row("equals", "b")))),
  ],
])("nothing is said of %s", (_, group) => {
  expect([neverHolds(group), alwaysHolds(group)]).toEqual([false, false]);
});

describe("covered by earlier branches", () => {
  test.each<[string, ConditionGroup, ConditionGroup[], boolean]>([
    [
      "a longer path",
      all(row("url_path_starts_with", "/a/b")),
      [all(row("url_path_starts_with", "/a"))],
      true,
    ],
    [
      "a shorter path",
      all(row("url_path_starts_with", "/a")),
      [all(row("url_path_starts_with", "/a/b"))],
      false,
    ],
    ["the same", all(row("matches_pattern", "x")), [all(row("matches_pattern", "x"))], true],
    [
      "one of two",
      any(row("equals", "a"), row("equals", "b")),
      [all(row("equals", "b")), all(row("equals", "a"))],
      true,
    ],
    [
      "more than it",
      all(row("url_host_is", "a.test")),
      [all(row("url_host_is", "a.test"), row("exists"))],
      true,
    ],
    ["something else too", any(row("equals", "a"), row("equals", "c")), [all(row("equals", "a"))], false],
    ["more values", all(row("is_one_of", "a, c")), [all(row("equals", "a"))], false],
    ["fewer values", all(row("equals", "a")), [all(row("is_one_of", "a, c"))], true],
    ["a smaller range", all(row("greater_than", 5, "number")), [all(row("at_least", 5, "number"))], true],
    ["nothing before", all(row("equals", "a")), [], false],
  ])("%s", (_, group, earlier, expected) => {
    expect(coveredBy(group, earlier) !== null).toBe(expected);
  });
});

test("the branch that is named is the one that leaves nothing", () => {
  const two = any(row("equals", "a"), row("equals", "b"));
  const [a, b, c] = ["a", "b", "c"].map((value) => all(row("equals", value)));
  expect(coveredBy(two, [c, a, c, b, a] as ConditionGroup[])).toBe(3);
  expect(coveredBy(all(row("equals", "a"), row("equals", "b")), [two])).toBe(null);
});
