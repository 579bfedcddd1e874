import { describe, expect, it } from "vitest";
import type { TestedStep } from "@/lib/contracts/tests";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { outOfDate } from "./out-of-date";
import { basisOf, createTestStore, type LastTest, outputsOf, type TestEvent } from "./test-store";

const node = (id: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type: "flow.filter",
  config: {},
  position: { x: 0, y: 0 },
  ...more,
});
const draft: WorkflowDocument = {
  formatVersion: 1,
  nodes: [node("trigger", { type: "t" }), node("a", { name: "First" }), node("b")],
  edges: [
    { id: "1", source: "trigger", target: "a" },
    { id: "2", source: "a", target: "b" },
  ],
};
const event = { href: "/pricing" };
const basis = basisOf(draft, event, {});
const why = (nodeId: string, document: WorkflowDocument, given: object = event, pins = {}) =>
  outOfDate(nodeId, basis, {
    document,
    basis: basisOf(document, given as typeof event, pins),
    lookup: () => undefined,
  });
const withNode = (id: string, change: Partial<WorkflowNode>) => ({
  ...draft,
  nodes: draft.nodes.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

describe("what a test found", () => {
  it("holds while nothing that decides it has changed", () => {
    expect(why("b", draft)).toBeNull();
    expect(why("b", withNode("a", { name: "Other", position: { x: 9, y: 9 } }))).toBeNull();
    expect(why("a", withNode("b", { config: { x: 1 } }))).toBeNull();
    expect(why("a", draft, event, { b: { status: 200 } })).toBeNull();
  });
  it("says what has changed since", () => {
    expect(why("b", withNode("a", { config: { x: 1 } }))).toBe("“First” changed");
    expect(why("b", withNode("b", { disabled: true }))).toBe("the step changed");
    expect(why("b", { ...draft, edges: draft.edges.slice(0, 1) })).toBe("the way to it changed");
    expect(why("b", draft, { href: "/docs" })).toBe("another event is chosen");
    expect(why("b", draft, event, { a: {} })).toBe("what is pinned of “First” changed");
  });
});

const found = (
  nodeId: string,
  status: TestedStep["status"],
  from: "run" | "example" = "run",
): TestedStep => ({
  nodeId,
  status,
  input: null,
  output: { value: { of: nodeId }, from },
  branches: null,
  report: null,
  waitUntil: null,
  requests: [],
  destinations: [],
  error: null,
  reason: null,
  tookMs: 1,
});
const chosen: TestEvent = {
  kind: "example",
  id: "x",
  name: "X",
  about: null,
  triggerType: "t",
  output: event,
};
const last: LastTest = {
  to: null,
  mode: "to",
  status: "completed",
  message: null,
  tookMs: 1,
  event: chosen,
  basis,
  at: 0,
  order: ["a"],
  assumed: [],
  loops: [],
};

describe("the store", () => {
  it("keeps what was found of a step that a later test did not come to", () => {
    const store = createTestStore();
    store.getState().receive(last, [found("a", "passed"), found("b", "would_run", "example")]);
    store.getState().receive(last, [found("a", "filtered"), found("b", "not_reached")]);
    const { results } = store.getState();
    expect(results.a?.step.status).toBe("filtered");
    expect(results.b?.step.status).toBe("would_run");
  });
  it("knows outputs that were found, and takes no example for one", () => {
    const store = createTestStore();
    store.getState().receive(last, [found("a", "passed"), found("b", "would_run", "example")]);
    expect(outputsOf(store.getState().results)).toEqual({ a: { of: "a" } });
  });
});
