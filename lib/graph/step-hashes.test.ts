import { expect, test } from "vitest";
import { hashOf, stepHashes } from "./step-hashes";
import type { WorkflowDocument, WorkflowNode } from "./workflow";

const node = (id: string, config: WorkflowNode["config"] = {}): WorkflowNode => ({
  id,
  type: "flow.filter",
  config,
  position: { x: 0, y: 0 },
});
const document = (edges: string[], nodes: WorkflowNode[]): WorkflowDocument => ({
  formatVersion: 1,
  nodes,
  edges: edges.map((text) => {
    const [source = "", target = ""] = text.split(">");
    return { id: text, source, target };
  }),
});
const before = document(
  ["a>b", "b>c", "a>d"],
  ["a", "b", "c", "d"].map((id) => node(id)),
);
const changedIn = (after: WorkflowDocument) => {
  const [one, two] = [stepHashes(before), stepHashes(after)];
  return [...two.whole]
    .filter(([id, hash]) => one.whole.get(id) !== hash)
    .map(([id]) => id)
    .sort();
};
const withNode = (id: string, change: Partial<WorkflowNode>) => ({
  ...before,
  nodes: before.nodes.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

test("a change shows in the step and in all after it, and nowhere else", () => {
  expect(changedIn(withNode("b", { config: { x: 1 } }))).toEqual(["b", "c"]);
  expect(changedIn(withNode("a", { disabled: true }))).toEqual(["a", "b", "c", "d"]);
  expect(changedIn(withNode("b", { connectionId: "conn_1" }))).toEqual(["b", "c"]);
  expect(changedIn({ ...before, edges: before.edges.slice(0, 2) })).toEqual(["d"]);
});

test("names, places, notes and the order of members change nothing", () => {
  expect(
    changedIn(withNode("b", { name: "Other", position: { x: 9, y: 9 }, options: { notes: "x" } })),
  ).toEqual([]);
  expect(hashOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(hashOf({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(hashOf(["a", "b"])).not.toBe(hashOf(["b", "a"]));
  expect(hashOf({ a: null })).not.toBe(hashOf({}));
});

test("a circle and a very long path come to an end", () => {
  expect(stepHashes(document(["a>b", "b>a"], [node("a"), node("b")])).whole.size).toBe(2);
  const ids = Array.from({ length: 5_000 }, (_, index) => `n${index}`);
  const long = document(
    ids.slice(1).map((id, index) => `${ids[index]}>${id}`),
    ids.map((id) => node(id)).reverse(),
  );
  expect(stepHashes(long).whole.size).toBe(5_000);
});
