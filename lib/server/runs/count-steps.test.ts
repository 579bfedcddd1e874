import { expect, test } from "vitest";
import type { IterationRow } from "@/lib/db/run-reader";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { countSteps } from "./count-steps";

const edge = (source: string, target: string, branch: string) => ({
  id: `${source} ${target}`,
  source,
  target,
  branch,
});
const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: ["outer", "send", "inner", "deep"].map((id) => ({
    id,
    type: "x.y",
    config: {},
    position: { x: 0, y: 0 },
  })),
  edges: [edge("outer", "send", "each"), edge("outer", "inner", "each"), edge("inner", "deep", "each")],
};
const row = (node_id: string, status: IterationRow["status"]): IterationRow => ({
  node_id,
  status,
  filtered: false,
  asks: false,
  error: null,
  started_at: null,
  finished_at: null,
});

test("steps are counted over all items and items of items; the records of the items themselves are not", () => {
  const run = {
    document,
    status: "running" as const,
    under_way: { "send#2": { attempt: 1, startedAt: "2026-01-01T00:00:00Z" } },
  };
  const rows = [
    row("outer#0", "completed"),
    row("send#0", "completed"),
    row("send#1", "failed"),
    row("send#2", "pending"),
    row("inner#0", "completed"),
    row("inner#0.0", "completed"),
    row("deep#0.0", "completed"),
    row("deep#0.1", "completed"),
  ];
  expect(countSteps(run, rows)).toEqual([
    { nodeId: "send", status: "completed", count: 1 },
    { nodeId: "send", status: "failed", count: 1 },
    { nodeId: "send", status: "running", count: 1 },
    { nodeId: "inner", status: "completed", count: 1 },
    { nodeId: "deep", status: "completed", count: 2 },
  ]);
});
