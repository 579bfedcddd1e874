import { expect, test } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { applyOperation } from "@/lib/graph/operations/apply";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { moveStep } from "./move-step";

const lookup = (type: string) =>
  ({
    kind: type === "click" ? "trigger" : "action",
    ...(type === "fork" ? { branching: { fixed: [] } } : {}),
  }) as unknown as NodeDescriptor;
const at = (id: string, type: string, x: number) => ({ id, type, config: {}, position: { x, y: 0 } });
const line: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    at("t", "click", 0),
    at("f", "fork", 1),
    at("a", "http", 2),
    at("b", "http", 3),
    at("c", "http", 4),
  ],
  edges: [
    newEdge({ source: "t", target: "f" }),
    newEdge({ source: "f", target: "a", branch: "yes" }),
    newEdge({ source: "a", target: "b" }),
    newEdge({ source: "b", target: "c" }),
  ],
};
const move = (id: string, way: "earlier" | "later") => moveStep(line, id, { way, lookup });

test("a step changes places with the one before it, and keeps the branch that leads there", () => {
  const after = (move("b", "earlier") ?? []).reduce(
    (now, operation) => applyOperation(now, operation).document,
    line,
  );
  expect(after.edges.map(({ id }) => id)).toEqual(["t-f", "f.yes-b", "b-a", "a-c"]);
  expect(after.nodes.map(({ id, position }) => [id, position.x])).toEqual([
    ["t", 0],
    ["f", 1],
    ["a", 3],
    ["b", 2],
    ["c", 4],
  ]);
});

test("earlier and later are the same exchange", () => {
  expect(move("a", "later")).toEqual(move("b", "earlier"));
});

test.each([
  ["a", "earlier"],
  ["f", "earlier"],
  ["f", "later"],
  ["t", "later"],
  ["c", "later"],
] as const)("%s does not move %s: a trigger or a branch is in the way, or nothing", (id, way) => {
  expect(move(id, way)).toBeNull();
});
