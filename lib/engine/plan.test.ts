import { describe, expect, test } from "vitest";
import type { WorkflowDocument } from "../graph/workflow";
import { planRun, type StepState } from "./plan";

const now = new Date("2026-11-24T12:00:00Z");
const later = new Date("2026-11-24T13:00:00Z");

/** "t>a a.yes>b": edges, the part after a dot is the branch. Nodes are those that edges name. */
function graph(text: string, disabled: string[] = []): WorkflowDocument {
  const edges = text.split(" ").map((part, index) => {
    const [from = "", target = ""] = part.split(">");
    const [source = "", branch] = from.split(".");
    return { id: String(index), source, target, ...(branch === undefined ? {} : { branch }) };
  });
  const ids = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return {
    formatVersion: 1,
    nodes: [...ids].map((id) => ({
      id,
      type: "x.y",
      config: {},
      position: { x: 0, y: 0 },
      ...(disabled.includes(id) ? { disabled: true } : {}),
    })),
    edges,
  };
}
const done = (...branches: string[]): StepState => ({
  status: "completed",
  branches: branches.length > 0 ? branches : null,
  resumeAt: null,
  question: null,
});
const stopped: StepState = { status: "completed", branches: [], resumeAt: null, question: null };
const failed: StepState = { status: "failed", branches: null, resumeAt: null, question: null };
const skipped: StepState = { status: "skipped", branches: null, resumeAt: null, question: null };
const waiting = (resumeAt: Date): StepState => ({
  status: "waiting",
  branches: null,
  resumeAt,
  question: null,
});
const again = (resumeAt: Date): StepState => ({
  status: "pending",
  branches: null,
  resumeAt,
  question: null,
});
const asking = (): StepState => ({
  ...stopped,
  status: "waiting",
  question: { attempt: 1, startedAt: "", askedAt: "", answer: null, answeredAt: null },
});
const plan = (document: WorkflowDocument, steps: Record<string, StepState> = {}) =>
  planRun({ document, triggerId: "t", steps: new Map(Object.entries(steps)), now });

describe("starts", () => {
  test("what the trigger leads to, and nothing that it does not reach", () => {
    expect(plan(graph("t>a t>b x>y"))).toMatchObject({ start: ["a", "b"], skip: [] });
  });
  test("a step whose ways in come from a reached and an unreachable one", () => {
    expect(plan(graph("t>a x>a"))).toMatchObject({ start: ["a"] });
  });
  test("the branch that was taken, and skips all behind the others in one go", () => {
    const document = graph("t>b b.yes>c b.no>d d>e");
    expect(plan(document, { b: done("yes") })).toMatchObject({ start: ["c"], skip: ["d", "e"] });
  });
  test("several branches at once", () => {
    expect(plan(graph("t>b b.x>c b.y>d b.z>e"), { b: done("x", "z") })).toMatchObject({
      start: ["c", "e"],
      skip: ["d"],
    });
  });
  test("a step where paths join, once all of them are settled", () => {
    const document = graph("t>a t>b a>c b>c");
    expect(plan(document, { a: done(), b: waiting(later) })).toMatchObject({
      start: [],
      next: { kind: "wait", until: later },
    });
    expect(plan(document, { a: done(), b: done() })).toMatchObject({ start: ["c"] });
    expect(plan(document, { a: done(), b: skipped })).toMatchObject({ start: ["c"] });
  });
  test("a step for another try when it is due, not before", () => {
    expect(plan(graph("t>a a>b"), { a: again(now) })).toMatchObject({ start: ["a"] });
    expect(plan(graph("t>a a>b"), { a: again(later) })).toMatchObject({
      start: [],
      next: { kind: "wait", until: later },
    });
  });
});

describe("a step that a crash cut short", () => {
  const cut: StepState = { ...again(now), resumeAt: null };
  test("waits for what is before it and has no record", () => {
    expect(plan(graph("t>a a>b b>c"), { c: cut })).toMatchObject({
      start: ["a"],
      skip: [],
      next: { kind: "work" },
    });
    expect(plan(graph("t>a a>b b>c"), { a: done(), c: cut })).toMatchObject({ start: ["b"] });
    expect(plan(graph("t>a a>b b>c"), { a: done(), b: done(), c: cut })).toMatchObject({ start: ["c"] });
  });
  test("is tried again where what is before it comes to something else now: it was begun", () => {
    expect(plan(graph("t>a a>b"), { a: stopped, b: cut })).toMatchObject({ start: ["b"] });
  });
});

describe("a delay", () => {
  test("holds its successors until it is over", () => {
    expect(plan(graph("t>a a>b"), { a: waiting(later) })).toMatchObject({
      start: [],
      next: { kind: "wait", until: later },
    });
    expect(plan(graph("t>a a>b"), { a: waiting(now) })).toMatchObject({
      settle: ["a"],
      next: { kind: "work" },
    });
  });
  test("does not hold other paths, and the earliest of two counts", () => {
    const soon = new Date("2026-11-24T12:30:00Z");
    expect(plan(graph("t>a t>b a>c"), { a: waiting(later) })).toMatchObject({ start: ["b"] });
    expect(plan(graph("t>a t>b"), { a: waiting(later), b: waiting(soon) })).toMatchObject({
      next: { until: soon },
    });
  });
});

describe("ends", () => {
  const end = (document: WorkflowDocument, steps: Record<string, StepState>) => plan(document, steps).next;
  test("completed when a path came to its end", () => {
    expect(end(graph("t>a a>b"), { a: done(), b: done() })).toEqual({ kind: "finish", status: "completed" });
  });
  test("filtered when every path was stopped", () => {
    expect(end(graph("t>f f>a"), { f: stopped, a: skipped })).toMatchObject({ status: "filtered" });
    expect(end(graph("t>f t>g f>a g>b"), { f: stopped, g: stopped, a: skipped, b: skipped })).toMatchObject({
      status: "filtered",
    });
    expect(end(graph("t>a a>f f>b"), { a: done(), f: stopped, b: skipped })).toMatchObject({
      status: "filtered",
    });
  });
  test("completed when one of two paths was stopped", () => {
    expect(end(graph("t>f t>a f>b"), { f: stopped, a: done(), b: skipped })).toMatchObject({
      status: "completed",
    });
  });
  test("completed when a branch leads nowhere", () => {
    expect(end(graph("t>b b.yes>c"), { b: done("otherwise"), c: skipped })).toMatchObject({
      status: "completed",
    });
  });
  test("failed when a failure was not handled, whatever else happened", () => {
    expect(end(graph("t>a t>b"), { a: failed, b: done() })).toEqual({
      kind: "finish",
      status: "failed",
      failedNode: "a",
    });
  });
  test("completed when the failure's way out was wired and taken", () => {
    const document = graph("t>a a>b a.error>c");
    expect(plan(document, { a: failed })).toMatchObject({ start: ["c"], skip: ["b"] });
    expect(end(document, { a: failed, b: skipped, c: done() })).toMatchObject({ status: "completed" });
  });
  test("not while a step is under way", () => {
    expect(end(graph("t>a t>b"), { a: failed, b: { ...done(), status: "running" } })).toEqual({
      kind: "work",
    });
  });
  test("at once when nothing follows the trigger", () => {
    expect(end({ ...graph("t>a"), edges: [] }, {})).toMatchObject({ status: "completed" });
  });
});

describe("a disabled step", () => {
  test("is passed through", () => {
    expect(plan(graph("t>a a>b", ["a"]))).toMatchObject({ start: ["b"], skip: ["a"] });
    expect(plan(graph("t>a a>b", ["a"]), { a: skipped })).toMatchObject({ start: ["b"], skip: [] });
  });
  test("does not revive a path that is dead", () => {
    expect(plan(graph("t>f f>a a>b", ["a"]), { f: stopped })).toMatchObject({ start: [], skip: ["a", "b"] });
  });
});

test("a thousand steps in a row are planned without a deep stack", () => {
  const text = Array.from({ length: 1000 }, (_, i) => `${i === 0 ? "t" : `n${i}`}>n${i + 1}`).join(" ");
  expect(plan(graph(text), { n1: stopped }).skip).toHaveLength(999);
});

describe("a question", () => {
  test("is waited for, whatever time passes, and holds what follows", () => {
    expect(plan(graph("t>a a>b"), { a: asking() })).toEqual({
      start: [],
      skip: [],
      settle: [],
      ended: [],
      closed: [],
      next: { kind: "ask" },
    });
  });
  test("does not hold other paths, nor hide the time that they wait for", () => {
    const document = graph("t>a a>b t>c");
    expect(plan(document, { a: asking() })).toMatchObject({ start: ["c"] });
    expect(plan(document, { a: asking(), c: waiting(later) }).next).toEqual({ kind: "wait", until: later });
  });
  test("is open before a failure elsewhere ends the run", () => {
    expect(plan(graph("t>a t>c"), { a: asking(), c: failed }).next).toEqual({ kind: "ask" });
  });
});
