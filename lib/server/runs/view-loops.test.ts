import { expect, test } from "vitest";
import type { IterationRow, StepRow } from "@/lib/db/run-reader";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { viewLoops } from "./view-loops";

const node = (id: string, type = "x.y") => ({ id, type, config: {}, position: { x: 0, y: 0 } });
const edge = (source: string, target: string, branch?: string) => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});
const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: [node("l", "flow.for-each"), node("m", "flow.for-each"), node("a")],
  edges: [edge("l", "m", "each"), edge("m", "a", "each")],
};
const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, second));
const row = (node_id: string, more: Partial<IterationRow> = {}): IterationRow => ({
  node_id,
  status: "completed",
  filtered: false,
  asks: false,
  error: null,
  started_at: at(1),
  finished_at: at(2),
  ...more,
});
const loop = (node_id: string, list: unknown) => ({ node_id, input: { list } }) as unknown as StepRow;

test("a loop tells its iterations: how each stands, and its item in a line", () => {
  const within = [
    row("l#0"),
    row("l#1", { filtered: true }),
    row("l#2", { status: "failed", error: { message: "no", details: { nodeId: "a" } } }),
    row("m#3", { status: "waiting", finished_at: null }),
    row("a#3.0", { status: "waiting", asks: true, finished_at: null }),
    row("m#4", { status: "waiting", finished_at: null }),
  ];
  const run = {
    document,
    status: "running" as const,
    under_way: { "a#4.1": { attempt: 1, startedAt: at(9).toISOString() } },
  };
  const steps = [loop("l", [{ id: 1 }, "two", 3, null, [5], 6])];
  const [view] = viewLoops({ run, steps, within });
  expect(view).toMatchObject({ key: "l", nodeId: "l", total: 6 });
  expect(
    view?.iterations.map(({ key, status, item, needsAnswer }) => [key, status, item, needsAnswer]),
  ).toEqual([
    ["l#0", "completed", "ID 1", false],
    ["l#1", "filtered", "two", false],
    ["l#2", "failed", "3", false],
    ["l#3", "waiting", "nothing", true],
    ["l#4", "running", "5", false],
  ]);
  expect(view?.iterations[2]?.error).toEqual({ message: "no", nodeId: "a" });
  const inner = viewLoops({ run, steps: [loop("m#4", ["x", "y"])], within });
  expect(inner[0]?.iterations.map(({ key, status }) => [key, status])).toEqual([["m#4.1", "running"]]);
  const canceled = viewLoops({ run: { ...run, status: "canceled" }, steps, within });
  expect(canceled[0]?.iterations[4]?.status).toBe("canceled");
});

test("a loop whose list was not read has no iterations to tell", () => {
  const run = { document, status: "failed" as const, under_way: null };
  expect(viewLoops({ run, steps: [loop("l", "{{ trigger.list }}")], within: [] })).toEqual([]);
});
