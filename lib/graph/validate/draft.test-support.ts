/** A small catalogue and documents for the tests of checks and fixes. */
import type { JsonObject, JsonValue } from "../../base/json";
import type { NodeDescriptor } from "../descriptor";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "../workflow";

const base = {
  integrationName: "Shop",
  aliases: [],
  summary: "",
  icon: "box",
  docsUrl: "",
  sample: {},
  outputs: [],
  sentence: "",
  needsConnection: false,
  canFail: false,
  safeToRepeat: true,
  pairsWith: [],
  faq: [],
};
const descriptors: NodeDescriptor[] = [
  {
    ...base,
    type: "shop.ordered",
    kind: "trigger",
    role: "trigger",
    integrationId: "shop",
    slug: "ordered",
    name: "Ordered",
    inputs: [],
    outputs: [{ key: "href", path: "href", label: "Link", type: "url", optional: false }],
  },
  {
    ...base,
    type: "flow.filter",
    kind: "action",
    role: "logic",
    integrationId: "flow",
    slug: "filter",
    name: "Filter",
    inputs: [{ key: "conditions", label: "Conditions", input: "conditions", required: true }],
  },
  {
    ...base,
    type: "flow.branch",
    kind: "action",
    role: "logic",
    integrationId: "flow",
    slug: "branch",
    name: "Branch",
    inputs: [{ key: "branches", label: "Branches", input: "branches", required: true }],
    branching: {
      fixed: [{ id: "otherwise", name: "Otherwise" }],
      fromConfig: "branches",
      all: { key: "take", is: "all" },
    },
  },
  {
    ...base,
    type: "mail.send",
    kind: "action",
    role: "action",
    integrationId: "mail",
    slug: "send",
    name: "Send",
    inputs: [
      { key: "url", label: "URL", input: "url", required: false },
      { key: "count", label: "Count", input: "number", required: false },
      {
        key: "mode",
        label: "Mode",
        input: "select",
        required: true,
        default: "plain",
        options: [
          { value: "plain", label: "plain text" },
          { value: "dry", label: "dry run" },
        ],
      },
    ],
    needsConnection: true,
    canFail: true,
    safeToRepeat: false,
  },
  {
    ...base,
    type: "flow.for-each",
    kind: "action",
    role: "logic",
    integrationId: "flow",
    slug: "for-each",
    name: "For each",
    inputs: [{ key: "list", label: "List", input: "text", required: false }],
    outputs: [
      { key: "item", path: "item", label: "Item", type: "object", optional: true, within: "each" },
      { key: "count", path: "count", label: "Items", type: "number", optional: true, within: "done" },
    ],
    loops: { list: "list", item: "item" },
    branching: {
      fixed: [
        { id: "each", name: "Each item" },
        { id: "done", name: "When done" },
      ],
    },
  },
];

export const testLookup = (type: string) => descriptors.find((descriptor) => descriptor.type === type);
export const testConnections = [{ id: "conn_1", integrationId: "mail" }];

export const testNode = (id: string, type: string, rest: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type,
  config: {},
  position: { x: 0, y: 0 },
  ...rest,
});

export const testRow = (operator: string, value?: JsonValue, field = "{{ trigger.href }}"): JsonObject => ({
  field,
  type: "url",
  operator,
  ...(value === undefined ? {} : { value }),
});
export const testAll = (...conditions: JsonValue[]): JsonObject => ({ match: "all", conditions });
export const testAny = (...conditions: JsonValue[]): JsonObject => ({ match: "any", conditions });

/** The trigger, then this one step. */
export const draftWith = (node: WorkflowNode): WorkflowDocument => ({
  ...emptyDocument(),
  nodes: [testNode("trigger", "shop.ordered"), node],
  edges: [{ id: "e1", source: "trigger", target: node.id }],
});
export const draftWithFilter = (conditions: JsonValue) =>
  draftWith(testNode("filter", "flow.filter", { config: { conditions } }));
/** Branches named a, b, c … in order. */
export const draftWithBranches = (...groups: JsonValue[]) =>
  draftWith(
    testNode("branch", "flow.branch", {
      config: {
        branches: groups.map((conditions, index) => ({
          id: `b${index}`,
          name: "abcdef"[index] ?? "",
          conditions,
        })),
      },
    }),
  );
export const draftWithMail = (rest: Partial<WorkflowNode>) =>
  draftWith(testNode("mail", "mail.send", { connectionId: "conn_1", ...rest }));
/** The trigger, a loop, a step that asks in its body, and a filter after it or in it, on `field`. */
export const draftWithLoop = (branch: "each" | "done", field: string): WorkflowDocument => ({
  ...emptyDocument(),
  nodes: [
    testNode("trigger", "shop.ordered"),
    testNode("loop", "flow.for-each"),
    testNode("ask", "test.ask"),
    testNode("filter", "flow.filter", { config: { conditions: testAll(testRow("equals", "a", field)) } }),
  ],
  edges: [
    { id: "a", source: "trigger", target: "loop" },
    { id: "b", source: "loop", target: "ask", branch: "each" },
    { id: "c", source: "loop", target: "filter", branch },
  ],
});
/** Loops in each other. */
export const draftWithLoops = (count: number): WorkflowDocument => {
  const ids = Array.from({ length: count }, (_, index) => `loop${index}`);
  return {
    ...emptyDocument(),
    nodes: [testNode("trigger", "shop.ordered"), ...ids.map((id) => testNode(id, "flow.for-each"))],
    edges: ids.map((target, index) =>
      index === 0
        ? { id: "first", source: "trigger", target }
        : { id: target, source: ids[index - 1] ?? "", target, branch: "each" },
    ),
  };
};
