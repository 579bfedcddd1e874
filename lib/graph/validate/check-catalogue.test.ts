/** Every kind of finding is in the catalogue, can be made, and says what, where, why and what next. */
import { expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import type { Issue } from "../descriptor";
import { validateDocument } from "../validate";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "../workflow";
import { CHECKS, type Check, type CheckCode } from "./check-catalogue";
import { checksDocument } from "./check-docs";
import type { KnownConnection } from "./connection-issues";
import {
  draftWith,
  draftWithBranches,
  draftWithFilter,
  draftWithLoop,
  draftWithLoops,
  draftWithMail,
  testAll,
  testAny,
  testConnections,
  testLookup,
  testNode,
  testRow,
} from "./draft.test-support";
import { fixFor } from "./fix-issue";
import { sameActionIssue, samePairs } from "./same-action";

const prices = testAll(testRow("url_path_starts_with", "/prices"));
const pro = testAll(testRow("url_path_starts_with", "/prices/pro"));
const contradiction = testAll(testRow("equals", "a"), testRow("not_equals", "a"));
const tautology = testAny(testRow("equals", "a"), testRow("not_equals", "a"));
const mail = (rest: Partial<WorkflowNode> = {}) => draftWithMail(rest);
const withNode = (document: WorkflowDocument, node: WorkflowNode, source?: string): WorkflowDocument => ({
  ...document,
  nodes: [...document.nodes, node],
  edges: source ? [...document.edges, { id: "more", source, target: node.id }] : document.edges,
});
const withEdge = (document: WorkflowDocument, edge: object): WorkflowDocument => ({
  ...document,
  edges: [...document.edges, { id: "more", source: "", target: "", ...edge }],
});
const refersTo = (field: string) => draftWithFilter(testAll(testRow("equals", "a", field)));
const branches = (...entries: object[]) =>
  draftWith(testNode("branch", "flow.branch", { config: { branches: entries as JsonValue[] } }));
const mailConnection = (more: Partial<KnownConnection>) => [{ id: "conn_1", integrationId: "mail", ...more }];

type Example = WorkflowDocument | { document: WorkflowDocument; connections: KnownConnection[] };
const EXAMPLES: Record<Exclude<CheckCode, "same_action_elsewhere">, Example> = {
  no_trigger: emptyDocument(),
  second_trigger: withNode(mail(), testNode("again", "shop.ordered")),
  no_steps: { ...emptyDocument(), nodes: [testNode("trigger", "shop.ordered")] },
  unreachable: withNode(mail(), testNode("lost", "flow.filter", { config: { conditions: prices } })),
  circle: withEdge(draftWithFilter(prices), { source: "filter", target: "filter" }),
  dangling_edge: withEdge(mail(), { source: "mail", target: "gone" }),
  unknown_branch: withEdge(draftWithBranches(prices), {
    source: "branch",
    target: "trigger",
    branch: "gone",
  }),
  leaves_loop: withEdge(draftWithLoop("done", "{{ trigger.href }}"), { source: "ask", target: "filter" }),
  empty_loop: draftWithLoops(1),
  loops_too_deep: draftWithLoops(3),
  step_in_loop: draftWithLoop("done", "{{ steps.ask.answer }}"),
  item_outside_loop: draftWithLoop("done", "{{ steps.loop.item }}"),
  results_in_loop: draftWithLoop("each", "{{ steps.loop.count }}"),
  duplicate_id: withNode(mail(), testNode("mail", "mail.send", { connectionId: "conn_1" })),
  unknown_type: draftWith(testNode("x", "gone.kind")),
  required: draftWith(testNode("filter", "flow.filter")),
  bad_value: mail({ config: { count: "many" } }),
  not_an_option: mail({ config: { mode: "loud" } }),
  no_duration: draftWith(
    testNode("wait", "test.wait", { config: { duration: { amount: 0, unit: "days" } } }),
  ),
  bad_template: mail({ config: { url: "{{ trigger.href" } }),
  bad_expression: draftWith(testNode("sum", "test.sum", { config: { expression: "$sum(" } })),
  repeats_unsafely: mail({ options: { maxAttempts: 3 } }),
  no_conditions: draftWithFilter(testAll(testRow("equals", "a"), testAll())),
  no_field: draftWithFilter(testAll(testRow("equals", "a"), testRow("equals", "", ""))),
  no_operator: draftWithFilter(testAll(testRow("greater_than", "1"))),
  no_value: draftWithFilter(testAll(testRow("equals", ""))),
  bad_pattern: draftWithFilter(testAll(testRow("matches_pattern", "("))),
  bad_conditions: draftWithFilter("no group"),
  never_holds: draftWithFilter(contradiction),
  always_holds: draftWithFilter(tautology),
  no_branches: branches(),
  unnamed_branch: branches({ id: "a", name: " ", conditions: prices }),
  duplicate_branch: branches(
    { id: "a", name: "A", conditions: prices },
    { id: "a", name: "B", conditions: prices },
  ),
  shadowed_branch: draftWithBranches(prices, pro),
  deleted_step: refersTo("{{ steps.gone.href }}"),
  not_upstream: withNode(
    refersTo("{{ steps.later.conditions }}"),
    testNode("later", "flow.filter", { config: { conditions: prices } }),
    "filter",
  ),
  unknown_field: refersTo("{{ trigger.nothing }}"),
  unknown_root: refersTo("{{ customer.name }}"),
  may_be_empty: {
    ...emptyDocument(),
    nodes: [
      testNode("trigger", "shop.ordered"),
      testNode("ask", "test.ask"),
      testNode("filter", "flow.filter", {
        config: { conditions: testAll(testRow("equals", "a", "{{ steps.ask.answer }}")) },
      }),
    ],
    edges: [
      { id: "a", source: "trigger", target: "ask" },
      { id: "b", source: "ask", target: "filter" },
      { id: "c", source: "trigger", target: "filter" },
    ],
  },
  connection_missing: draftWith(testNode("mail", "mail.send")),
  connection_unknown: mail({ connectionId: "conn_9" }),
  connection_failing: {
    document: mail(),
    connections: mailConnection({ name: "Office", lastTest: { ok: false, message: "token_revoked" } }),
  },
  no_signing_key: {
    document: mail(),
    connections: [
      ...testConnections,
      { id: "conn_2", integrationId: "shop", webhook: { keyState: "none" } },
      { id: "conn_3", integrationId: "shop", webhook: { keyState: "pasted" } },
    ],
  },
};

const lookup = (type: string) => {
  const filter = testLookup("flow.filter");
  if (filter === undefined) return undefined;
  if (type === "test.wait")
    return {
      ...filter,
      type,
      inputs: [{ key: "duration", label: "How long", input: "duration" as const, required: true }],
    };
  if (type === "test.sum")
    return {
      ...filter,
      type,
      inputs: [{ key: "expression", label: "Expression", input: "expression" as const, required: true }],
    };
  return type === "test.ask"
    ? {
        ...filter,
        type,
        inputs: [],
        outputs: [{ key: "answer", path: "answer", label: "Answer", type: "text" as const, optional: false }],
      }
    : testLookup(type);
};

const expressionProblem = (text: string) => (text.endsWith("(") ? { message: "It ends too early." } : null);

function exampleOf(code: CheckCode): {
  issues: Issue[];
  document: WorkflowDocument;
  connections: KnownConnection[];
} {
  if (code === "same_action_elsewhere") {
    const document = mail();
    const other = { workflowId: "wf_2", name: "Other", document };
    const [pair] = samePairs(document, document, lookup);
    if (pair === undefined) throw new Error("the same step does not do the same");
    return { issues: [sameActionIssue({ document, other, pair }, lookup, null)], document, connections: [] };
  }
  const example = EXAMPLES[code];
  const { document, connections } =
    "document" in example ? example : { document: example, connections: testConnections };
  return {
    issues: validateDocument(document, lookup, { connections, expressionProblem }),
    document,
    connections,
  };
}

/** What concerns the drawing as a whole. */
const WITHOUT_STEP = ["no_trigger"];

test.each(CHECKS as readonly (Check & { code: CheckCode })[])("$code", ({ code, severity, fix }) => {
  const { issues, document, connections } = exampleOf(code);
  const issue = issues.find((found) => found.code === code);
  if (issue === undefined) throw new Error(`not found among ${issues.map((found) => found.code).join(", ")}`);
  expect(issue.severity).toBe(severity);
  expect(issue.message).toMatch(/^.+\S\.$/s);
  expect(issue.hint).toMatch(/^[A-Z].+\.$/);
  expect(document.nodes.some(({ id }) => id === issue.nodeId)).toBe(!WITHOUT_STEP.includes(code));
  expect(fixFor(issue, { document, lookup, connections }) !== null).toBe(fix !== undefined);
});

test("the catalogue has each code once, in words that read on", () => {
  const codes = CHECKS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const { code, finds, why } of CHECKS) {
    expect(finds, code).toMatch(/^[a-z].*[^.]$/);
    expect(why, code).toMatch(/^[A-Z].*\.$/);
  }
});

test("docs/checks.md is the catalogue", async () => {
  await expect(checksDocument()).toMatchFileSnapshot("../../../docs/checks.md");
});
