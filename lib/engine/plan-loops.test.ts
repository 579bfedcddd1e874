/** Loops in plans: whatever order steps end in, and wherever a worker is killed, every item's steps are started once. */
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import { iterationOf, nodeIdOf, type StepKey, stepKey } from "../graph/step-key";
import type { WorkflowDocument } from "../graph/workflow";
import { keysToGoOn } from "./keys-to-go-on";
import { openOutput } from "./open-loop";
import { type Plan, planRun, type StepState } from "./plan";
import { wiringOf } from "./wiring";

const now = new Date("2026-11-24T12:00:00Z");

function graph(text: string, disabled: string[] = []): WorkflowDocument {
  const edges = text.split(" ").map((part, index) => {
    const [from = "", target = ""] = part.split(">");
    const [source = "", branch] = from.split(".");
    return { id: String(index), source, target, ...(branch === undefined ? {} : { branch }) };
  });
  const ids = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const nodes = [...ids].map((id) => ({
    id,
    type: "x.y",
    config: {},
    position: { x: 0, y: 0 },
    disabled: disabled.includes(id),
  }));
  return { formatVersion: 1, nodes, edges };
}
const state = (
  status: StepState["status"],
  branches: string[] | null = null,
  output: JsonValue = null,
): StepState => ({
  status,
  branches,
  resumeAt: null,
  question: null,
  output,
});
const done = (...branches: string[]) => state("completed", branches.length > 0 ? branches : null);
const open = (size: number, { atOnce = 1, stops = false } = {}) =>
  state(
    "waiting",
    null,
    openOutput({ items: Array.from({ length: size }, (_, index) => index), atOnce, stops }),
  );
const plan = (document: WorkflowDocument, steps: Record<string, StepState>) =>
  planRun({ document, triggerId: "t", steps: new Map(Object.entries(steps)), now });

describe("a loop that is open", () => {
  const document = graph("t>l l.each>a a>b l.done>z");
  test("begins as many iterations as may be open at once, lowest first", () => {
    expect(plan(document, { l: open(5, { atOnce: 2 }) }).start).toEqual(["a#0", "a#1"]);
    expect(
      plan(document, { l: open(5, { atOnce: 2 }), "a#0": done(), "a#1": state("running") }),
    ).toMatchObject({
      start: ["b#0"],
      next: { kind: "work" },
    });
    expect(plan(document, { l: open(5, { atOnce: 2 }), "l#0": done(), "l#1": done() }).start).toEqual([
      "a#2",
      "a#3",
    ]);
  });
  test("ends an iteration with its last step, and closes with the last iteration; what comes after it waits", () => {
    const ended = plan(document, { l: open(1), "a#0": done(), "b#0": done() });
    expect(ended).toMatchObject({
      start: [],
      ended: [{ key: "l#0", status: "completed", ends: ["b#0"] }],
      closed: [],
    });
    expect(plan(document, { l: open(1), "l#0": done() })).toMatchObject({
      closed: ["l"],
      next: { kind: "work" },
    });
    expect(plan(document, { l: done("done") })).toMatchObject({ start: ["z"], skip: [] });
  });
  test("without items, or without a body, closes at once", () => {
    expect(plan(document, { l: open(0) })).toMatchObject({ closed: ["l"] });
    expect(plan(graph("t>l l.done>z"), { l: open(1) })).toMatchObject({
      ended: [{ key: "l#0", status: "completed" }],
    });
  });
  test("tells an iteration that was filtered, and one that failed, from the others", () => {
    const filtered = { l: open(2, { atOnce: 2 }), "a#0": state("completed", []), "b#0": state("skipped") };
    expect(plan(document, filtered)).toMatchObject({
      start: ["a#1"],
      ended: [{ key: "l#0", status: "filtered", ends: [] }],
    });
    const failed = { l: open(1), "a#0": state("failed"), "b#0": state("skipped") };
    expect(plan(document, failed).ended).toMatchObject([{ key: "l#0", status: "failed", failedStep: "a#0" }]);
  });
  test("that stops begins nothing after a failure, and lets end what was begun", () => {
    const steps = { l: open(5, { atOnce: 2, stops: true }), "l#1": state("failed"), "a#0": state("running") };
    expect(plan(document, steps)).toMatchObject({ start: [], ended: [], closed: [], next: { kind: "work" } });
    expect(plan(document, { ...steps, "a#0": done() }).start).toEqual(["b#0"]);
    const { "a#0": _, ...rest } = steps;
    expect(plan(document, { ...rest, "l#0": done() })).toMatchObject({ start: [], closed: ["l"] });
  });
  test("makes its run wait for the earliest time of all iterations, and ask when one asks", () => {
    const at = (minutes: number) => ({
      ...state("waiting"),
      resumeAt: new Date(now.getTime() + minutes * 60_000),
    });
    const asking: StepState = {
      ...state("waiting"),
      question: { attempt: 1, startedAt: "", askedAt: "", answer: null, answeredAt: null },
    };
    const l = open(2, { atOnce: 2 });
    expect(plan(document, { l, "a#0": at(5), "a#1": at(3) }).next).toEqual({
      kind: "wait",
      until: at(3).resumeAt,
    });
    expect(plan(document, { l, "a#0": at(5), "a#1": asking }).next).toMatchObject({ kind: "wait" });
    expect(plan(document, { l, "a#0": asking, "a#1": asking }).next).toEqual({ kind: "ask" });
  });
  test("that is switched off is passed by its done way, its body left alone", () => {
    const off = graph("t>l l.each>a l.done>z", ["l"]);
    expect(plan(off, {})).toMatchObject({ start: ["z"], skip: ["l"] });
  });
});

const NESTED = graph("t>l l.each>a a>m m.each>b b>c m.done>d l.done>z");
const ITEMS: Record<string, number> = { l: 4, m: 3 };

/** A worker and its records; `random` says what ends next, and when the worker is killed. */
class Simulation {
  readonly recorded = new Map<StepKey, StepState>();
  readonly starts = new Map<StepKey, number>();
  private steps = new Map<StepKey, StepState>();
  private running: StepKey[] = [];
  constructor(
    private readonly document: WorkflowDocument,
    private readonly random: () => number,
    private readonly atOnce: number,
  ) {}

  run(): Plan["next"] {
    for (let turn = 0; turn < 10_000; turn++) {
      const found = planRun({ document: this.document, triggerId: "t", steps: this.steps, now });
      const moves =
        found.skip.length +
        found.settle.length +
        found.ended.length +
        found.closed.length +
        found.start.length;
      this.follow(found);
      if (moves > 0) continue;
      if (this.running.length === 0) return found.next;
      if (this.random() < 0.1) this.kill();
      else this.endOne();
    }
    throw new Error("It does not come to an end.");
  }

  private save(key: StepKey, to: StepState): void {
    this.recorded.set(key, to);
    this.steps.set(key, to);
  }

  private follow({ skip, ended, closed, start }: Plan): void {
    for (const key of skip) this.save(key, state("skipped"));
    for (const { key, status } of ended) {
      this.save(key, status === "failed" ? state("failed") : done());
      for (const { id } of wiringOf(this.document, "t").bodies.get(nodeIdOf(key))?.reachable ?? [])
        this.steps.delete(stepKey(id, iterationOf(key)));
    }
    for (const key of closed) this.save(key, done("done"));
    for (const key of start) {
      this.starts.set(key, (this.starts.get(key) ?? 0) + 1);
      this.steps.set(key, state("running"));
      this.running.push(key);
    }
  }

  private endOne(): void {
    const [key = ""] = this.running.splice(Math.floor(this.random() * this.running.length), 1);
    const size = ITEMS[nodeIdOf(key)];
    this.save(key, size === undefined ? done() : open(size, { atOnce: this.atOnce }));
  }

  /** Only what was recorded is left, and of that what is loaded; what was being tried is not counted as repeated. */
  private kill(): void {
    for (const key of this.running.splice(0)) this.starts.set(key, (this.starts.get(key) ?? 0) - 1);
    const known = [...this.recorded].map(([key, { status }]) => ({ key, status }));
    const outside = known.filter(({ key }) => !key.includes("#"));
    const within = known.filter(({ key }) => key.includes("#"));
    const keys = new Set([
      ...outside.map(({ key }) => key),
      ...keysToGoOn(this.document, { outside, within }),
    ]);
    this.steps = new Map([...this.recorded].filter(([key]) => keys.has(key)));
  }
}

/** mulberry32: the same seed, the same course. */
function randomFrom(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test("40 courses of a nested loop, each with its own order and crashes, start every step of every item once", () => {
  const outer = [0, 1, 2, 3];
  const expected = [
    "l",
    "z",
    ...outer.flatMap((i) => [
      `a#${i}`,
      `m#${i}`,
      `d#${i}`,
      ...[0, 1, 2].flatMap((j) => [`b#${i}.${j}`, `c#${i}.${j}`]),
    ]),
  ].sort();
  for (let seed = 1; seed <= 40; seed++) {
    const course = new Simulation(NESTED, randomFrom(seed), 1 + (seed % 4));
    expect(course.run(), `seed ${seed}`).toEqual({ kind: "finish", status: "completed" });
    expect([...course.starts.keys()].sort(), `seed ${seed}`).toEqual(expected);
    expect(new Set(course.starts.values()), `seed ${seed}`).toEqual(new Set([1]));
  }
});
