import { describe, expect, test } from "vitest";
import { hasErrors, validateDocument } from "../validate";
import type { WorkflowDocument } from "../workflow";
import {
  draftWithBranches,
  draftWithFilter,
  draftWithMail,
  testAll,
  testAny,
  testConnections,
  testLookup,
  testRow,
} from "./draft.test-support";

const check = (document: WorkflowDocument) =>
  validateDocument(document, testLookup, { connections: testConnections });
const codes = (document: WorkflowDocument) => check(document).map(({ code }) => code);

test.each<[string, WorkflowDocument, string[]]>([
  ["a plain filter", draftWithFilter(testAll(testRow("contains", "/a"))), []],
  [
    "a contradiction",
    draftWithFilter(testAll(testRow("equals", "a"), testRow("equals", "b"))),
    ["never_holds"],
  ],
  [
    "a filter of everything",
    draftWithFilter(testAny(testRow("not_equals", "a"), testRow("not_equals", "b"))),
    ["always_holds"],
  ],
  [
    "a contradiction that is not finished",
    draftWithFilter(testAll(testRow("equals", "a"), testRow("equals", "b"), testRow("contains"))),
    ["no_value"],
  ],
  ["an empty inner group", draftWithFilter(testAll(testRow("exists"), testAny())), ["no_conditions"]],
  [
    "a number that is none",
    draftWithFilter(
      testAll({ field: "{{ trigger.href }}", type: "number", operator: "at_least", value: "ten" }),
    ),
    ["bad_value"],
  ],
  [
    "a date that is none",
    draftWithFilter(
      testAll({ field: "{{ trigger.href }}", type: "date", operator: "before", value: "soon" }),
    ),
    ["bad_value"],
  ],
  [
    "a date from a field",
    draftWithFilter(
      testAll({ field: "{{ trigger.href }}", type: "date", operator: "before", value: "{{ trigger.href }}" }),
    ),
    [],
  ],
  [
    "no time span",
    draftWithFilter(
      testAll({
        field: "{{ trigger.href }}",
        type: "date",
        operator: "within_last",
        value: { amount: 0, unit: "days" },
      }),
    ),
    ["bad_value"],
  ],
  [
    "a parameter without a name",
    draftWithFilter(testAll(testRow("url_parameter_equals", { name: "", value: "x" }))),
    ["bad_value"],
  ],
  ["an address that is none", draftWithMail({ config: { url: "example" } }), ["bad_value"]],
  ["an address with a field", draftWithMail({ config: { url: "https://{{ trigger.href }}" } }), []],
  ["a count that is none", draftWithMail({ config: { count: "many" } }), ["bad_value"]],
  ["a count from a field", draftWithMail({ config: { count: "{{ trigger.href }}" } }), []],
])("%s", (_, document, expected) => {
  expect(codes(document)).toEqual(expected);
});

describe("branches", () => {
  const prices = testAll(testRow("url_path_starts_with", "/prices"));
  const pro = testAll(testRow("url_path_starts_with", "/prices/pro"));
  const isNot = testAll(testRow("url_path_not_starts_with", "/prices"));

  test("from narrow to wide are fine", () => {
    expect(codes(draftWithBranches(pro, prices))).toEqual([]);
  });
  test("below one that takes all of theirs are named, with the one above, and only warned of", () => {
    const issues = check(draftWithBranches(prices, pro));
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ["shadowed_branch", '"Branch", branch "b" is never taken: "a" above it takes everything that fits it.'],
    ]);
    expect(hasErrors(issues)).toBe(false);
  });
  test("may be covered by several together", () => {
    const both = testAny(testRow("equals", "a"), testRow("equals", "b"));
    const [issue] = check(
      draftWithBranches(testAll(testRow("equals", "a")), testAll(testRow("equals", "b")), both),
    );
    expect(issue?.message).toContain('"b" above it');
  });
  test("after everything was taken are never reached", () => {
    expect(codes(draftWithBranches(prices, isNot, pro))).toEqual(["shadowed_branch"]);
  });
  test("that contradict themselves are never taken", () => {
    expect(codes(draftWithBranches(testAll(testRow("exists"), testRow("not_exists"))))).toEqual([
      "never_holds",
    ]);
  });
});

describe("tries", () => {
  test.each<[number | undefined, string[]]>([
    [undefined, []],
    [1, []],
    [3, ["repeats_unsafely"]],
  ])("%j of an action that cannot be repeated safely", (maxAttempts, expected) => {
    expect(codes(draftWithMail(maxAttempts === undefined ? {} : { options: { maxAttempts } }))).toEqual(
      expected,
    );
  });
});

test("where all branches that fit are taken, none stands in the shadow of another", () => {
  const document = draftWithBranches(testAll(testRow("contains", "/a")), testAll(testRow("contains", "/a")));
  expect(codes(document)).toEqual(["shadowed_branch"]);
  const all = {
    ...document,
    nodes: document.nodes.map((node) =>
      node.type === "flow.branch" ? { ...node, config: { ...node.config, take: "all" } } : node,
    ),
  };
  expect(codes(all)).toEqual([]);
});
