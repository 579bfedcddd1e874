/** Which items are around which, and how they stand in words. */
import { describe, expect, test } from "vitest";
import type { IterationSummary, LoopView } from "@/lib/contracts/runs";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { aroundOf, chainOf, loopOfIteration } from "./iteration-chain";
import { loopWords } from "./iteration-words";
import { countsByNode, countWords } from "./step-counts";

const edge = (source: string, target: string, branch?: string) => ({
  id: `${source} ${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});
const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: ["t", "outer", "a", "inner", "b"].map((id) => ({
    id,
    type: "x.y",
    config: {},
    position: { x: 0, y: 0 },
  })),
  edges: [edge("t", "outer"), edge("outer", "a", "each"), edge("a", "inner"), edge("inner", "b", "each")],
};
const iteration = (index: number, status: IterationSummary["status"], asks = false): IterationSummary => ({
  key: `outer#${index}`,
  index,
  status,
  item: `Item ${index}`,
  error: null,
  needsAnswer: asks,
  startedAt: null,
  finishedAt: null,
});
const loop = (iterations: IterationSummary[], total = iterations.length): LoopView => ({
  key: "outer",
  nodeId: "outer",
  total,
  iterations,
  counts: [],
});

test.each([
  ["outer#3", ["outer#3"]],
  ["inner#3.0", ["outer#3", "inner#3.0"]],
  ["inner#3", []],
  ["outer", []],
  ["outer#x", []],
  ["outer#-1", []],
  ["gone#3.1", []],
])("around %s are %j", (key, chain) => {
  expect(chainOf(document, key)).toEqual(chain);
});

describe("the items before and after", () => {
  const list = loop([
    iteration(0, "failed"),
    iteration(1, "completed"),
    iteration(2, "waiting", true),
    iteration(4, "failed"),
  ]);
  test.each([
    ["outer#0", null, "outer#1", null, "outer#2"],
    ["outer#1", "outer#0", "outer#2", "outer#0", "outer#2"],
    ["outer#3", "outer#2", "outer#4", "outer#2", "outer#4"],
    ["outer#4", "outer#2", null, "outer#2", null],
  ])("of %s", (key, before, after, failedBefore, failedAfter) => {
    expect(aroundOf(list, key)).toEqual({ before, after, failedBefore, failedAfter });
  });
  test("are those of its own loop", () => {
    const nested = { ...loop([]), key: "inner#3", nodeId: "inner" };
    expect(loopOfIteration([list, nested], "inner#3.0")).toBe(nested);
    expect(loopOfIteration([list, nested], "inner#4.0")).toBeUndefined();
  });
});

test("a loop is told by its items, and by those that are left", () => {
  const items = [iteration(0, "completed"), iteration(1, "failed"), iteration(2, "running")];
  expect(loopWords(loop(items, 5))).toBe("1 done, 1 failed, 1 running, 2 not begun");
  expect(loopWords(loop(items))).toBe("1 done, 1 failed, 1 running");
  expect(loopWords(loop([]))).toBe("no items");
});

test("a step of the body is told by how often it stands where; the nearest loop knows it best", () => {
  const outer: LoopView = {
    ...loop([]),
    counts: [
      { nodeId: "a", status: "completed", count: 12 },
      { nodeId: "a", status: "failed", count: 1 },
      { nodeId: "a", status: "skipped", count: 3 },
      { nodeId: "b", status: "completed", count: 40 },
    ],
  };
  const inner: LoopView = {
    ...loop([]),
    key: "inner#3",
    nodeId: "inner",
    counts: [{ nodeId: "b", status: "skipped", count: 2 }],
  };
  const counts = countsByNode([outer, inner]);
  expect(countWords(counts.get("a") ?? {})).toBe("12 done, 1 failed");
  expect(countWords(counts.get("b") ?? {})).toBe("2 skipped");
});
