import { expect, test } from "vitest";
import type { AttemptRow, RunDetailRow, StepRow } from "@/lib/db/run-reader";
import { viewSteps } from "./view-steps";

const node = (id: string, x: number) => ({ id, type: "x.y", config: {}, position: { x, y: 0 } });
const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 12, 0, second));
const run = (more: Partial<RunDetailRow>): RunDetailRow =>
  ({
    status: "running",
    under_way: null,
    finished_at: null,
    document: { formatVersion: 1, nodes: [node("a", 0), node("b", 1)], edges: [] },
    ...more,
  }) as RunDetailRow;
const step = (more: Partial<StepRow>): StepRow => ({
  node_id: "a",
  status: "completed",
  branches: [],
  branched: false,
  input: null,
  output: null,
  report: null,
  error: null,
  question: null,
  attempts: 1,
  resume_at: null,
  started_at: at(0),
  finished_at: at(1),
  ...more,
});
const attempt = (number: number, status: AttemptRow["status"]): AttemptRow => ({
  node_id: "b",
  number,
  status,
  error: null,
  started_at: at(number),
  finished_at: at(number),
});
const tries = (view: ReturnType<typeof viewSteps>[number] | undefined) =>
  view?.attempts.map(({ number, status }) => [number, status]);

test("a step that was done at once tells its one try itself", () => {
  const [view] = viewSteps({ run: run({}), steps: [step({})], attempts: [] });
  expect(tries(view)).toEqual([[1, "completed"]]);
});

test("a call that is being made is a running step, whether it has a row or not", () => {
  const underWay = { b: { attempt: 1, startedAt: at(2).toISOString() } };
  const [done, first] = viewSteps({ run: run({ under_way: underWay }), steps: [step({})], attempts: [] });
  expect([done?.status, first?.nodeId, first?.status, tries(first)]).toEqual([
    "completed",
    "b",
    "running",
    [[1, "running"]],
  ]);
  const again = { b: { attempt: 2, startedAt: at(5).toISOString() } };
  const [second] = viewSteps({
    run: run({ under_way: again }),
    steps: [step({ node_id: "b", status: "pending", error: { message: "no" }, started_at: at(1) })],
    attempts: [attempt(1, "failed")],
  });
  expect(second).toMatchObject({ status: "running", error: null, startedAt: at(1).toISOString() });
  expect(tries(second)).toEqual([
    [1, "failed"],
    [2, "running"],
  ]);
  expect(second?.attempts[1]?.startedAt).toBe(at(5).toISOString());
});

test("a canceled run leaves no step running", () => {
  const canceled = run({
    status: "canceled",
    finished_at: at(9),
    under_way: { b: { attempt: 1, startedAt: at(2).toISOString() } },
  });
  const [view] = viewSteps({ run: canceled, steps: [], attempts: [] });
  expect(view).toMatchObject({ status: "canceled", finishedAt: at(9).toISOString() });
  expect(tries(view)).toEqual([[1, "interrupted"]]);
});

test("a step that somebody said had happened has no try that was completed", () => {
  const [view] = viewSteps({
    run: run({ status: "completed" }),
    steps: [step({ node_id: "b" })],
    attempts: [attempt(1, "interrupted")],
  });
  expect(tries(view)).toEqual([[1, "interrupted"]]);
});
