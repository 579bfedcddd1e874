/** Loops whose worker is gone, that are canceled or asked about, and large ones. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { answerQuestion } from "@/lib/db/answer-question";
import { cancelRunRow } from "@/lib/db/run-reader";
import { enqueueTakenOver } from "@/lib/db/stored-workflow.test-support";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { Caller } from "./caller";
import { type EngineBench, openEngineBench, SOON, step } from "./engine-bench.test-support";
import { each, ITEM, loopsOn, probe, wired } from "./loops.test-support";
import { answerRun } from "./runs/answer-run";
import { viewRun } from "./runs/read-runs";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());
const { started, keys } = loopsOn(() => bench);

const caller = () =>
  ({
    app: { database: bench.database },
    workspaceId: bench.workspaceId,
    actor: "user:u",
  }) as unknown as Caller;

const set = step("set", { type: "flow.set-fields", config: { fields: { of: ITEM } } });
const document = (sendType = "test.safe", config = {}) =>
  wired(
    [
      each("each", config),
      set,
      probe("send", "{{ steps.set.fields.of }}", { type: sendType, name: "Send it" }),
      probe("after", "{{ steps.each.results | map: 'value' | join }}"),
    ],
    "trigger>each each.each>set set>send each.done>after",
  );
const echo = async ({ input }: { input: unknown }) => ({
  output: { value: (input as { value: unknown }).value },
});

/** A run that stands as the other one did whose worker was killed at this moment. */
async function killedLike(runId: string, of: WorkflowDocument, list: unknown[]): Promise<string> {
  const { run, steps } = await bench.read(runId);
  const again = await bench.begin(of, {
    status: "running",
    startedAt: run.startedAt?.toISOString() ?? "",
    underWay: run.underWay as never,
    triggerOutput: { list } as never,
  });
  for (const row of Object.values(steps))
    await bench.database.prisma.step.create({ data: { ...row, runId: again } as never });
  await enqueueTakenOver(bench.database, again);
  return again;
}

describe("a run whose worker was killed in the middle of a loop", () => {
  test("goes on with the iteration that was cut short, and repeats none that had ended", async () => {
    const list = ["a", "b", "c", "d", "e"];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    bench.act = async (context) => {
      if (context.idempotencyKey.endsWith("send#2")) await held;
      return echo(context);
    };
    const first = await bench.begin(document(), { triggerOutput: { list } });
    await bench.enqueue(first);
    await bench.start();
    await expect.poll(keys, SOON).toEqual(["send#0", "send#1", "send#2"]);
    // Before the other run is there for the worker to take: its call must not be held, too.
    bench.act = echo;
    const second = await killedLike(first, document(), list);
    const { steps } = await bench.until(second, "completed");
    const ofSecond = bench.calls.filter(({ key }) => key.startsWith(second));
    expect(ofSecond.map(({ key, attempt }) => [key.split(":")[1], attempt])).toEqual([
      ["send#2", 2],
      ["send#3", 1],
      ["send#4", 1],
      ["after", 1],
    ]);
    expect(steps.after?.output).toEqual({ value: "a b c d e" });
    release();
    await bench.until(first, "completed");
  });

  test("asks about a call that may have had its effect, while the other items go on", async () => {
    const unsafe = document("test.unsafe", { atOnce: 2 });
    const list = ["a", "b", "c"];
    const releases: (() => void)[] = [];
    bench.act = async (context) => {
      if (bench.calls.length <= 2) await new Promise<void>((resolve) => releases.push(resolve));
      return echo(context);
    };
    const first = await bench.begin(unsafe, { triggerOutput: { list } });
    await bench.enqueue(first);
    await bench.start();
    await expect.poll(() => Object.keys(bench.calls), SOON).toHaveLength(2);
    bench.act = echo;
    const second = await killedLike(first, unsafe, list);
    const asked = await bench.until(second, "waiting");
    expect([asked.steps["send#0"]?.question, asked.steps["send#1"]?.question]).toEqual([
      expect.objectContaining({ attempt: 1, answer: null }),
      expect.objectContaining({ attempt: 1, answer: null }),
    ]);
    expect(asked.steps["send#0"]?.input).toEqual({ value: "a" });
    // Both places are taken by those that wait.
    expect(bench.calls.filter(({ key }) => key.startsWith(second))).toEqual([]);
    const answer = (nodeId: string, answer: "skip" | "repeat") =>
      expect
        .poll(
          () =>
            answerQuestion(bench.database, {
              workspaceId: bench.workspaceId,
              runId: second,
              nodeId,
              attempt: 1,
              answer,
              error: null,
              audit: { id: newId("aud"), actor: "user:u" },
            }),
          SOON,
        )
        .toBe("answered");
    await answer("send#0", "skip");
    const late = { nodeId: "send#0", attempt: 1, answer: "repeat" } as const;
    await expect(answerRun(caller(), second, late)).rejects.toThrow(
      "Item 1 (a), “Send it”: This was answered already: that it happened.",
    );
    await expect(answerRun(caller(), second, { ...late, nodeId: "send#9" })).rejects.toThrow(
      /^This run does not ask about that try/,
    );
    await expect.poll(async () => (await bench.read(second)).steps["send#2"]?.status, SOON).toBe("completed");
    await answer("send#1", "repeat");
    await bench.until(second, "completed");
    const made = bench.calls.filter(({ key }) => key.startsWith(second)).map(({ key }) => key.split(":")[1]);
    expect(made).toEqual(["send#2", "send#1", "after"]);
    for (const release of releases) release();
    await bench.until(first, "completed");
  });
});

test("a run is read without what is in its loops, and one iteration by its key", async () => {
  bench.act = echo;
  const { runId } = await started(document(), ["a", { b: 1 }], "completed");
  const run = await viewRun(caller(), runId);
  expect(run.steps.map(({ key }) => key)).toEqual(["each", "after"]);
  expect(run.iteration).toBeNull();
  expect(run.loops).toMatchObject([
    {
      key: "each",
      total: 2,
      iterations: [
        { key: "each#0", index: 0, status: "completed", item: "a" },
        { key: "each#1", index: 1, status: "completed", item: "b: 1" },
      ],
    },
  ]);
  const one = await viewRun(caller(), runId, "each#1");
  expect(Object.fromEntries(one.steps.map(({ key, nodeId, output }) => [key, { nodeId, output }]))).toEqual({
    "set#1": { nodeId: "set", output: { fields: { of: { b: 1 } } } },
    "send#1": { nodeId: "send", output: { value: { b: 1 } } },
  });
  expect(one.iteration).toMatchObject({ key: "each#1", value: { b: 1 } });
  for (const key of ["each#2", "send#0", "nothing"])
    await expect(viewRun(caller(), runId, key), key).rejects.toThrow("iteration");
});

test("a canceled run begins no further item", async () => {
  const list = ["a", "b", "c"];
  let release = () => {};
  bench.act = async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { output: { value: 1 } };
  };
  const runId = await bench.begin(document(), { triggerOutput: { list } });
  await bench.enqueue(runId);
  await bench.start();
  await expect.poll(keys, SOON).toEqual(["send#0"]);
  await cancelRunRow(bench.database, bench.workspaceId, runId);
  release();
  await bench.stop();
  const { run, steps } = await bench.read(runId);
  expect([run.status, steps.each?.status, keys()]).toEqual(["canceled", "canceled", ["send#0"]]);
});

test("a loop of 1,000 items is gone through, each once; one of pure logic in a handful of writes", async () => {
  bench.act = echo;
  const list = Array.from({ length: 1_000 }, (_, index) => ({ id: index, text: "x".repeat(200) }));
  const calls = wired(
    [each("each", { most: 1_000, atOnce: 10 }), set, probe("send", "{{ steps.set.fields.of.id }}")],
    "trigger>each each.each>set set>send",
  );
  const began = performance.now();
  const { steps } = await started(calls, list, "completed", 60_000);
  console.info(`1,000 items with a call each: ${Math.round(performance.now() - began)} ms`);
  expect(steps.each?.output).toEqual({ count: 1_000, failed: 0 });
  expect(new Set(keys()).size).toBe(1_000);
  expect(keys()).toHaveLength(1_000);

  const pure = wired([each("each", { most: 1_000 }), set], "trigger>each each.each>set");
  const before = performance.now();
  const found = await started(pure, list, "completed", 60_000);
  console.info(`1,000 items of pure logic: ${Math.round(performance.now() - before)} ms`);
  expect(found.steps["set#999"]?.output).toEqual({ fields: { of: list[999] } });
  expect(Object.keys(found.steps)).toHaveLength(2_001);
}, 120_000);
