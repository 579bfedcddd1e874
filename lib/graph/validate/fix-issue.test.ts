import { expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import { applyOperation } from "../operations/apply";
import { validateDocument } from "../validate";
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
import { fixFor } from "./fix-issue";

const check = (document: WorkflowDocument) =>
  validateDocument(document, testLookup, { connections: testConnections });

const prices = testAll(testRow("url_path_starts_with", "/prices"));
const pro = testAll(testRow("url_path_starts_with", "/prices/pro"));
const lostEdge = (edge: { source: string; target: string; branch?: string }): WorkflowDocument => {
  const draft = draftWithFilter(prices);
  return { ...draft, edges: [...draft.edges, { id: "lost", ...edge }] };
};

test.each<[string, WorkflowDocument, string, string]>([
  ["an edge to nowhere", lostEdge({ source: "filter", target: "gone" }), "dangling_edge", "Remove the edge"],
  [
    "an edge of a branch that is gone",
    (() => {
      const draft = draftWithBranches(prices);
      const edges = [...draft.edges, { id: "lost", source: "branch", target: "trigger", branch: "gone" }];
      return { ...draft, edges };
    })(),
    "unknown_branch",
    "Remove the edge",
  ],
  ["an option that is gone", draftWithMail({ config: { mode: "x" } }), "not_an_option", "Use plain text"],
  [
    "the only connection",
    draftWithMail({ connectionId: "conn_9" }),
    "connection_unknown",
    "Use the one there is",
  ],
  [
    "too many tries",
    draftWithMail({ options: { maxAttempts: 3, notes: "n" } }),
    "repeats_unsafely",
    "Try it once only",
  ],
  [
    "a row nobody began",
    draftWithFilter(testAll(testRow("contains", "/a"), testRow("equals", undefined, ""))),
    "no_field",
    "Remove what is empty",
  ],
  [
    "an empty group",
    draftWithFilter(testAll(testRow("contains", "/a"), testAny())),
    "no_conditions",
    "Remove what is empty",
  ],
  [
    "an empty row in a branch",
    draftWithBranches(testAll(testRow("contains", "/a"), testRow("equals", undefined, ""))),
    "no_field",
    "Remove what is empty",
  ],
  ["a branch in the shadow of another", draftWithBranches(prices, pro), "shadowed_branch", "Move it up"],
])("%s is mended, and the check has nothing more to say", (_, document, code, label) => {
  const issue = check(document).find((found) => found.code === code);
  const fix = issue && fixFor(issue, { document, lookup: testLookup, connections: testConnections });
  expect(fix?.label).toBe(label);
  const mended = (fix?.operations ?? []).reduce(
    (draft, operation) => applyOperation(draft, operation).document,
    document,
  );
  expect(check(mended)).toEqual([]);
});

test("moving a branch up keeps everything else of it", () => {
  const document = draftWithBranches(prices, testAll(testRow("equals", "x")), pro);
  const [issue] = check(document);
  const fix = issue && fixFor(issue, { document, lookup: testLookup });
  expect(fix?.operations).toMatchObject([
    { kind: "setConfigValue", key: "branches", value: [{ name: "c" }, { name: "a" }, { name: "b" }] },
  ]);
});

test.each<[string, WorkflowDocument, { connections?: typeof testConnections }]>([
  ["which of two equal branches is meant", draftWithBranches(prices, prices), {}],
  ["a row that was begun", draftWithFilter(testAll(testRow("equals", "x", ""))), {}],
  ["the last row", draftWithFilter(testAll(testRow("equals", undefined, ""))), {}],
  [
    "one of two connections",
    draftWithMail({ connectionId: "conn_9" }),
    { connections: [...testConnections, { id: "conn_2", integrationId: "mail" }] },
  ],
  ["a contradiction", draftWithFilter(testAll(testRow("equals", "a"), testRow("equals", "b"))), {}],
  ["what a step needs", draftWithFilter(null as JsonValue), {}],
])("nobody but a person decides %s", (_, document, options) => {
  const issues = check(document);
  expect(issues.length).toBeGreaterThan(0);
  for (const issue of issues) expect(fixFor(issue, { document, lookup: testLookup, ...options })).toBeNull();
});
