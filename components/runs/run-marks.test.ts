/** Cards and wires of a run with a loop: over all its items, and of one of them. */
import { expect, test } from "vitest";
import type { LoopView, StepView } from "@/lib/contracts/runs";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { runMarks } from "./run-marks";

const edge = (source: string, target: string, branch?: string) => ({
  id: `${source}>${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});
const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: ["t", "each", "send", "note", "rare", "after"].map((id) => ({
    id,
    type: "x.y",
    config: {},
    position: { x: 0, y: 0 },
  })),
  edges: [
    edge("t", "each"),
    edge("each", "send", "each"),
    edge("send", "note"),
    edge("send", "rare", "error"),
    edge("each", "after", "done"),
  ],
};
const step = (key: string, more: Partial<StepView> = {}): StepView => ({
  nodeId: key.split("#")[0] ?? "",
  key,
  status: "completed",
  branches: null,
  input: null,
  output: null,
  report: null,
  error: null,
  question: null,
  attempts: [],
  resumeAt: null,
  startedAt: null,
  finishedAt: null,
  ...more,
});
const iteration = (index: number, status: LoopView["iterations"][number]["status"]) => ({
  key: `each#${index}`,
  index,
  status,
  item: "",
  error: null,
  needsAnswer: false,
  startedAt: null,
  finishedAt: null,
});
const loop: LoopView = {
  key: "each",
  nodeId: "each",
  total: 3,
  iterations: [iteration(0, "completed"), iteration(1, "failed")],
  counts: [
    { nodeId: "send", status: "completed", count: 1 },
    { nodeId: "send", status: "failed", count: 1 },
    { nodeId: "note", status: "completed", count: 1 },
    { nodeId: "rare", status: "skipped", count: 2 },
  ],
};

test("without an item, the body says how often its steps stand where, and the loop how far it is", () => {
  const open = step("each", { status: "waiting" });
  const { nodes, edges } = runMarks(document, { steps: [open], loops: [loop] }, "t");
  expect(nodes.each).toMatchObject({ status: "waiting", note: "1 done, 1 failed, 1 not begun" });
  expect(nodes.send).toEqual({ status: "failed", word: "1 done, 1 failed" });
  expect(nodes.note).toEqual({ status: "completed", word: "1 done" });
  expect(nodes.rare).toEqual({ status: "skipped", dimmed: true });
  expect(nodes.after).toEqual({ dimmed: true });
  const states = Object.fromEntries(Object.entries(edges).map(([id, { state }]) => [id, state]));
  expect(states).toEqual({
    "t>each": "taken",
    "each>send": "taken",
    "send>note": "taken",
    "send>rare": "skipped",
    "each>after": "idle",
  });
});

test("a loop that goes through items runs, and ticks its ways as it takes them", () => {
  const running = { ...loop, iterations: [iteration(0, "running")] };
  const open = runMarks(document, { steps: [step("each", { status: "waiting" })], loops: [running] }, "t");
  expect(open.nodes.each).toMatchObject({ status: "running", takenBranches: ["each"] });
  const done = step("each", { branches: ["done"] });
  const ended = runMarks(document, { steps: [done, step("after")], loops: [loop] }, "t");
  expect(ended.nodes.each?.takenBranches).toEqual(["each", "done"]);
  expect(ended.edges["each>after"]?.state).toBe("taken");
});

test("of an item, its own steps", () => {
  const steps = [step("each"), step("send#1", { status: "failed" }), step("note#1", { status: "skipped" })];
  const { nodes, edges } = runMarks(document, { steps, loops: [loop] }, "t");
  expect(nodes.send).toEqual({ status: "failed" });
  expect(nodes.note).toEqual({ status: "skipped", dimmed: true });
  expect(edges["send>note"]?.state).toBe("skipped");
  expect(edges["send>rare"]?.state).toBe("failed");
});
