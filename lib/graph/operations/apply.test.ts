import { describe, expect, test } from "vitest";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "../workflow";
import { applyOperation } from "./apply";
import { newEdge } from "./node-operations";
import type { Operation } from "./operation";

const node = (id: string, config: WorkflowNode["config"] = {}): WorkflowNode => ({
  id,
  type: "http.request",
  config,
  position: { x: 0, y: 0 },
});
const chain: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [node("a"), node("b", { url: "{{ steps.a.x }}" }), node("c", { url: "{{ steps.b.x }}" })],
  edges: [newEdge({ source: "a", target: "b", branch: "yes" }), newEdge({ source: "b", target: "c" })],
};
const apply = (operation: Operation, document = chain) => applyOperation(document, operation).document;

const operations: Operation[] = [
  { kind: "addNode", node: node("d"), after: { source: "c" } },
  { kind: "insertOnEdge", edgeId: "a.yes-b", node: node("d"), branch: "otherwise" },
  { kind: "removeNodes", nodeIds: ["b"] },
  { kind: "removeNodes", nodeIds: ["a", "b", "c"] },
  { kind: "moveNodes", positions: { a: { x: 5, y: 6 }, c: { x: 1, y: 1 } } },
  { kind: "addEdge", edge: newEdge({ source: "a", target: "c" }) },
  { kind: "removeEdges", edgeIds: ["b-c"] },
  { kind: "setConfig", nodeId: "b", config: { url: "x" } },
  { kind: "setConfigValue", nodeId: "b", key: "url", value: undefined },
  { kind: "setName", nodeId: "b", name: " Ask " },
  { kind: "setOptions", nodeId: "b", options: { maxAttempts: 2 } },
  { kind: "setConnection", nodeId: "b", connectionId: "conn_1" },
  { kind: "setDisabled", nodeId: "b", disabled: true },
  { kind: "duplicateNodes", newIds: { b: "b2", c: "c2" }, offset: { x: 20, y: 20 } },
  { kind: "setSettings", settings: { maxRuns: 5 } },
  { kind: "insertFragment", nodes: [node("p"), node("q")], edges: [newEdge({ source: "p", target: "q" })] },
];

test.each(operations.map((operation) => [operation.kind, operation] as const))(
  "%s changes something, leaves its input alone, and its inverse restores it",
  (_, operation) => {
    const before = structuredClone(chain);
    const { document, inverse } = applyOperation(chain, operation);
    expect(document).not.toEqual(chain);
    expect(chain).toEqual(before);
    const undone = applyOperation(document, inverse);
    expect(undone.document).toEqual(chain);
    expect(applyOperation(undone.document, undone.inverse).document).toEqual(document);
  },
);

test("a long random history can be undone to its beginning", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  let document = chain;
  const inverses: Operation[] = [];
  for (let i = 0; i < 300; i++) {
    const ids = document.nodes.map(({ id }) => id);
    const pick = () => ids[random(Math.max(1, ids.length))] ?? "a";
    const choices: Operation[] = [
      { kind: "addNode", node: node(`n${i}`), after: { source: pick() } },
      { kind: "removeNodes", nodeIds: [pick()] },
      { kind: "addEdge", edge: newEdge({ source: pick(), target: pick() }) },
      { kind: "duplicateNodes", newIds: { [pick()]: `d${i}` }, offset: { x: 1, y: 1 } },
      { kind: "setName", nodeId: pick(), name: `name ${i}` },
    ];
    const applied = applyOperation(document, choices[random(choices.length)] as Operation);
    document = applied.document;
    inverses.push(applied.inverse);
  }
  for (const inverse of inverses.reverse()) document = apply(inverse, document);
  expect(document).toEqual(chain);
});

describe("edges", () => {
  test("removing a node joins its neighbors and keeps the branch", () => {
    expect(apply({ kind: "removeNodes", nodeIds: ["b"] }).edges).toEqual([
      newEdge({ source: "a", target: "c", branch: "yes" }),
    ]);
  });
  test("an inserted node takes the branch in and its plain way out", () => {
    expect(apply({ kind: "insertOnEdge", edgeId: "a.yes-b", node: node("d") }).edges).toEqual([
      newEdge({ source: "a", target: "d", branch: "yes" }),
      newEdge({ source: "d", target: "b" }),
      newEdge({ source: "b", target: "c" }),
    ]);
  });
  test.each([
    ["a circle", newEdge({ source: "c", target: "a" })],
    ["a node with itself", newEdge({ source: "a", target: "a" })],
    ["a node that is gone", newEdge({ source: "a", target: "z" })],
    ["the same two twice", { ...newEdge({ source: "b", target: "c" }), id: "other" }],
  ])("are refused between %s", (_, edge) => {
    expect(apply({ kind: "addEdge", edge }).edges).toEqual(chain.edges);
  });
});

test("copies refer to copies", () => {
  const copied = apply({ kind: "duplicateNodes", newIds: { b: "b2", c: "c2" }, offset: { x: 0, y: 0 } });
  expect(copied.nodes.map(({ config }) => config.url)).toEqual([
    undefined,
    "{{ steps.a.x }}",
    "{{ steps.b.x }}",
    "{{ steps.a.x }}",
    "{{ steps.b2.x }}",
  ]);
});
