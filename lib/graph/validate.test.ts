import { describe, expect, test } from "vitest";
import type { NodeDescriptor } from "./descriptor";
import { diffDocuments } from "./diff";
import { newEdge } from "./operations/node-operations";
import { cardSentence, sentenceText } from "./sentence";
import { describeReference, labelerFor, sourcesFor } from "./sources";
import { hasErrors, validateDocument } from "./validate";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "./workflow";

const base = {
  integrationName: "Shop",
  aliases: [],
  summary: "",
  icon: "box",
  docsUrl: "",
  sample: {},
  needsConnection: false,
  canFail: false,
  safeToRepeat: true,
  pairsWith: [],
  faq: [],
};
const field = (key: string, label: string, type: "text" | "url" = "text") => ({
  key,
  path: key,
  label,
  type,
  optional: false,
});
const descriptors: NodeDescriptor[] = [
  {
    ...base,
    type: "shop.ordered",
    kind: "trigger",
    role: "trigger",
    integrationId: "shop",
    slug: "ordered",
    name: "Ordered",
    sentence: "When somebody orders",
    inputs: [],
    outputs: [
      field("href", "Link", "url"),
      {
        ...field("raw", "Payload"),
        type: "object",
        open: true,
        fields: [{ ...field("a", "A"), path: "raw.a" }],
      },
    ],
    sample: { href: "https://example.com", raw: { a: 1 } },
  },
  {
    ...base,
    type: "flow.filter",
    kind: "action",
    role: "logic",
    integrationId: "flow",
    slug: "filter",
    name: "Filter",
    sentence: "Only if {conditions}",
    inputs: [{ key: "conditions", label: "Conditions", input: "conditions", required: true }],
    outputs: [],
  },
  {
    ...base,
    type: "flow.branch",
    kind: "action",
    role: "logic",
    integrationId: "flow",
    slug: "branch",
    name: "Branch",
    sentence: "Choose by {branches}",
    inputs: [{ key: "branches", label: "Branches", input: "branches", required: true }],
    outputs: [],
    branching: { fixed: [{ id: "otherwise", name: "Otherwise" }], fromConfig: "branches" },
  },
  {
    ...base,
    type: "mail.send",
    kind: "action",
    role: "action",
    integrationId: "mail",
    slug: "send",
    name: "Send",
    sentence: "Send {mode} to {to}",
    inputs: [
      { key: "to", label: "To", input: "text", required: true },
      {
        key: "mode",
        label: "Mode",
        input: "select",
        required: true,
        default: "plain",
        options: [
          { value: "plain", label: "plain text" },
          { value: "html", label: "HTML" },
        ],
      },
      {
        key: "html",
        label: "Markup",
        input: "multiline",
        required: true,
        showWhen: { key: "mode", in: ["html"] },
      },
    ],
    outputs: [field("id", "Message id")],
    needsConnection: true,
    canFail: true,
  },
];
const lookup = (type: string) => descriptors.find((descriptor) => descriptor.type === type);

const node = (id: string, type: string, config: WorkflowNode["config"] = {}): WorkflowNode => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
});
const row = { field: "{{ trigger.href }}", type: "url", operator: "contains", value: "/pricing" };
const group = { match: "all", conditions: [row] };
const good: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    node("trigger", "shop.ordered"),
    node("filter", "flow.filter", { conditions: group }),
    node("branch", "flow.branch", { branches: [{ id: "b1", name: "Pricing", conditions: group }] }),
    { ...node("mail", "mail.send", { to: "{{ trigger.raw.anything }}" }), connectionId: "conn_1" },
  ],
  edges: [
    newEdge({ source: "trigger", target: "filter" }),
    newEdge({ source: "filter", target: "branch" }),
    newEdge({ source: "branch", target: "mail", branch: "b1" }),
  ],
};
const codes = (document: WorkflowDocument, connections = [{ id: "conn_1", integrationId: "mail" }]) =>
  validateDocument(document, lookup, { connections }).map(({ code, nodeId }) =>
    nodeId ? `${code} ${nodeId}` : code,
  );
const withConfig = (id: string, config: WorkflowNode["config"]): WorkflowDocument => ({
  ...good,
  nodes: good.nodes.map((other) => (other.id === id ? { ...other, config } : other)),
});

test("a whole workflow has no findings", () => {
  expect(codes(good)).toEqual([]);
});

test.each<[string, WorkflowDocument, string[]]>([
  ["nothing at all", emptyDocument(), ["no_trigger"]],
  ["a lone trigger", { ...good, nodes: good.nodes.slice(0, 1), edges: [] }, ["no_steps trigger"]],
  ["two triggers", { ...good, nodes: [...good.nodes, node("t2", "shop.ordered")] }, ["second_trigger t2"]],
  ["an unreachable step", { ...good, edges: good.edges.slice(0, 2) }, ["unreachable mail"]],
  [
    "a circle",
    { ...good, edges: [...good.edges, newEdge({ source: "mail", target: "filter" })] },
    ["circle filter"],
  ],
  [
    "an edge from a branch that was removed",
    {
      ...good,
      edges: [...good.edges.slice(0, 2), newEdge({ source: "branch", target: "mail", branch: "gone" })],
    },
    ["unknown_branch branch"],
  ],
  [
    "an unknown kind of step",
    { ...good, nodes: good.nodes.map((n) => (n.id === "mail" ? { ...n, type: "x.y" } : n)) },
    ["unknown_type mail"],
  ],
  ["an empty required field", withConfig("mail", { to: " " }), ["required mail"]],
  ["a field required only while shown", withConfig("mail", { to: "a", mode: "html" }), ["required mail"]],
  ["an option that is not offered", withConfig("mail", { to: "a", mode: "x" }), ["not_an_option mail"]],
  ["a template that does not parse", withConfig("mail", { to: "{{ trigger." }), ["bad_template mail"]],
  ["a field that does not exist", withConfig("mail", { to: "{{ trigger.hrf }}" }), ["unknown_field mail"]],
  ["a step that is gone", withConfig("mail", { to: "{{ steps.gone.id }}" }), ["deleted_step mail"]],
  ["something else's data", withConfig("mail", { to: "{{ user.id }}" }), ["unknown_root mail"]],
  [
    "a later step's output",
    withConfig("filter", {
      conditions: { match: "all", conditions: [{ ...row, field: "{{ steps.mail.id }}" }] },
    }),
    ["not_upstream filter"],
  ],
  [
    "an empty group",
    withConfig("filter", { conditions: { match: "all", conditions: [] } }),
    ["no_conditions filter"],
  ],
  [
    "a row without a field",
    withConfig("filter", { conditions: { match: "all", conditions: [{ ...row, field: "" }] } }),
    ["no_field filter"],
  ],
  [
    "a row without a value",
    withConfig("filter", { conditions: { match: "all", conditions: [{ ...row, value: "" }] } }),
    ["no_value filter"],
  ],
  [
    "an operator of another type",
    withConfig("filter", { conditions: { match: "all", conditions: [{ ...row, operator: "at_least" }] } }),
    ["no_operator filter"],
  ],
  [
    "a pattern that does not compile",
    withConfig("filter", {
      conditions: { match: "all", conditions: [{ ...row, operator: "matches_pattern", value: "(" }] },
    }),
    ["bad_pattern filter"],
  ],
  [
    "a branch without a name",
    withConfig("branch", { branches: [{ id: "b1", name: "", conditions: group }] }),
    ["unnamed_branch branch"],
  ],
])("%s is found", (_, document, expected) => {
  expect(codes(document)).toEqual(expected);
});

test("connections are checked", () => {
  expect(codes(good, [])).toEqual(["connection_unknown mail"]);
  const without = { ...good, nodes: good.nodes.map(({ connectionId: _, ...rest }) => rest) };
  expect(codes(without)).toEqual(["connection_missing mail"]);
});

test("a value that some path goes around is a warning, which does not block", () => {
  const around: WorkflowDocument = {
    ...good,
    nodes: [
      ...good.nodes,
      { ...node("last", "mail.send", { to: "{{ steps.mail.id }}" }), connectionId: "conn_1" },
    ],
    edges: [
      ...good.edges,
      newEdge({ source: "mail", target: "last" }),
      newEdge({ source: "branch", target: "last", branch: "otherwise" }),
    ],
  };
  expect(codes(around)).toEqual(["may_be_empty last"]);
  expect(hasErrors(validateDocument(around, lookup))).toBe(false);
});

describe("the picker's sources", () => {
  test("are the steps before, nearest first, whether they ran or not", () => {
    const longer = {
      ...good,
      nodes: [...good.nodes, node("end", "flow.filter")],
      edges: [...good.edges, newEdge({ source: "mail", target: "end" })],
    };
    expect(
      sourcesFor(longer, "end", lookup).map(({ reference, distance, guaranteed }) => [
        reference,
        distance,
        guaranteed,
      ]),
    ).toEqual([
      ["mail", 1, true],
      ["trigger", 4, true],
    ]);
    expect(sourcesFor(longer, "trigger", lookup)).toEqual([]);
  });
  test("name references", () => {
    expect(describeReference(good, { source: "trigger", path: ["href"] }, lookup)).toEqual({
      label: "Link",
      sourceName: "Ordered",
      icon: "box",
      type: "url",
      broken: false,
    });
    expect(describeReference(good, { source: "gone", path: ["x"] }, lookup).broken).toBe(true);
  });
});

test("cards say what they do, and what is missing", () => {
  const say = (id: string, document = good) => {
    const found = document.nodes.find((other) => other.id === id) as WorkflowNode;
    const descriptor = lookup(found.type) as NodeDescriptor;
    return sentenceText(cardSentence(descriptor, found.config, labelerFor(document, lookup)));
  };
  expect(say("filter")).toBe("Only if Link contains /pricing");
  expect(say("branch")).toBe("Choose by Pricing");
  expect(say("mail", withConfig("mail", {}))).toBe("Send plain text to (to)");
});

test("a diff names what changed and ignores where it stands", () => {
  const moved = { ...good, nodes: good.nodes.map((n) => ({ ...n, position: { x: 9, y: 9 } })) };
  expect(diffDocuments(good, moved)).toEqual([]);
  const changed = { ...withConfig("mail", { to: "x" }), edges: good.edges.slice(0, 2) };
  expect(diffDocuments(good, changed).map(({ kind }) => kind)).toEqual(["node_changed", "edge_removed"]);
});
