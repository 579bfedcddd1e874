import { expect, test } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { generatedWorkflow } from "@/lib/graph/generated-workflow.test-support";
import { emptyDocument, type WorkflowDocument, type WorkflowEdge } from "@/lib/graph/workflow";
import { outlineOf } from "./outline-rows";

const descriptors = {
  click: { kind: "trigger", name: "Click" },
  fork: {
    kind: "action",
    name: "Branch",
    branching: { fixed: [{ id: "otherwise", name: "Otherwise" }], fromConfig: "branches" },
  },
  http: { kind: "action", name: "Request" },
  loop: {
    kind: "action",
    name: "For each",
    loops: { list: "list", item: "item" },
    branching: {
      fixed: [
        { id: "each", name: "Each item" },
        { id: "done", name: "When done" },
      ],
    },
  },
} as unknown as Record<string, NodeDescriptor>;
const at = (id: string, type: string, y = 0, config = {}) => ({ id, type, config, position: { x: 0, y } });
const edge = (source: string, target: string, branch?: string): WorkflowEdge => ({
  id: `${source}${branch}${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});
const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    at("t", "click"),
    at("f", "fork", 0, { branches: [{ id: "b1", name: "Pricing" }] }),
    at("a", "http"),
    at("also", "http", 500),
    at("end", "http"),
    at("loose", "http", 900),
  ],
  edges: [
    edge("t", "f"),
    edge("t", "also"),
    edge("f", "a", "b1"),
    edge("a", "end"),
    edge("also", "end"),
    edge("a", "also", "error"),
  ],
};
const shown = (folded: string[] = [], of = document) => {
  const { rows, loose } = outlineOf(of, descriptors, new Set(folded));
  return [...rows, ...loose].map((row) => {
    const words = row.kind === "step" ? `${row.elsewhere ? "→" : ""}${row.node.id}` : `[${row.way.name}]`;
    return `${"  ".repeat(row.level - 1)}${words}`;
  });
};

test("steps stand in their order, under the branch that leads to them", () => {
  expect(shown()).toEqual([
    "t",
    "f",
    "  [Pricing]",
    "    a",
    "      [If it fails]",
    "        also",
    "        end",
    "    →end",
    "  [Otherwise]",
    "[Also after Click]",
    "  →also",
    "loose",
  ]);
});

test("a folded branch hides what is below, and nothing turns up elsewhere", () => {
  expect(shown(["f b1 "])).toEqual([
    "t",
    "f",
    "  [Pricing]",
    "  [Otherwise]",
    "[Also after Click]",
    "  →also",
    "loose",
  ]);
});

test("keys are unique, in large workflows too", () => {
  const { rows } = outlineOf(generatedWorkflow(500), descriptors, new Set());
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});

test("the body of a loop stands under it, and the line goes on when it is done", () => {
  const looped = {
    ...emptyDocument(),
    nodes: [at("t", "click"), at("l", "loop"), at("a", "http"), at("b", "http"), at("z", "http")],
    edges: [edge("t", "l"), edge("l", "a", "each"), edge("a", "b"), edge("l", "z", "done")],
  };
  expect(shown([], looped)).toEqual(["t", "l", "  [Each item]", "    a", "    b", "z"]);
  const open = { ...looped, edges: looped.edges.slice(0, 1) };
  expect(shown([], open).slice(0, 4)).toEqual(["t", "l", "  [Each item]", "  [When done]"]);
});
