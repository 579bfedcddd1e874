/** What becomes of a call whose worker was killed, and of the question that it may leave. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { type AnswerEntry, answerQuestion } from "@/lib/db/answer-question";
import { cancelRunRow } from "@/lib/db/run-reader";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { chain, type EngineBench, openEngineBench, SOON, step } from "./engine-bench.test-support";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());

const unsafe = (id: string, more: object = {}) => step(id, { type: "test.unsafe", ...more });
const reply = (runId: string, answer: AnswerEntry["answer"], attempt = 1) =>
  answerQuestion(bench.database, {
    workspaceId: bench.workspaceId,
    runId,
    nodeId: "a",
    attempt,
    answer,
    error: answer === "fail" ? { message: "stopped here" } : null,
    audit: { id: newId("aud"), actor: "user:u" },
  });
/** Until the worker has let go of the job that brought the run to rest. */
const settled = async (runId: string, answer: AnswerEntry["answer"]) => {
  await expect.poll(() => reply(runId, answer), SOON).toBe("answered");
};

describe("while a call is being made", () => {
  const conditions = {
    match: "all",
    conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "url_path_is", value: "/pricing" }],
  };
  test("the run's row tells it, and nothing else is written", async () => {
    let release = () => {};
    bench.act = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { output: { value: 1 } };
    };
    const runId = await bench.begin(chain([step("a"), step("b")]));
    await bench.enqueue(runId);
    await bench.start();
    await expect.poll(() => bench.calls.length, SOON).toBe(1);
    const { run, steps, attempts } = await bench.read(runId);
    expect(run.underWay).toMatchObject({ a: { attempt: 1 } });
    expect([steps, attempts]).toEqual([{}, []]);
    release();
    await expect.poll(() => bench.calls.length, SOON).toBe(2);
    // What has had its effect is recorded before the next call is made.
    expect((await bench.read(runId)).steps.a?.status).toBe("completed");
    release();
    const after = await bench.until(runId, "completed");
    expect([after.run.underWay, after.attempts]).toEqual([null, []]);
  });
  test("what logic found before it is recorded once the call takes long", async () => {
    let release = () => {};
    bench.act = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { output: { value: 1 } };
    };
    const filter = step("f", { type: "flow.filter", config: { conditions } });
    const runId = await bench.begin(chain([filter, step("a")]));
    await bench.enqueue(runId);
    await bench.start();
    await expect.poll(async () => (await bench.read(runId)).steps.f?.status, SOON).toBe("completed");
    expect((await bench.read(runId)).run.underWay).toMatchObject({ a: { attempt: 1 } });
    release();
    await bench.until(runId, "completed");
  });
});

describe("an interrupted call", () => {
  test("that is safe to repeat is repeated, with the same key, and shown", async () => {
    const runId = await bench.interrupted(chain([step("a")]), "a");
    await bench.start();
    const { steps, attempts } = await bench.until(runId, "completed");
    expect(bench.calls).toEqual([{ key: `${runId}:a`, attempt: 2 }]);
    expect(attempts).toEqual([
      [1, "interrupted"],
      [2, "completed"],
    ]);
    expect(steps.a?.attempts).toBe(2);
  });
  test.each([
    ["repeat", "test.unsafe", "completed", 1],
    ["fail", "test.safe", "failed", 0],
    ["ask", "test.safe", "waiting", 0],
  ] as const)("follows the author's choice: %s", async (whenInterrupted, type, status, calls) => {
    const runId = await bench.interrupted(chain([step("a", { type, options: { whenInterrupted } })]), "a");
    await bench.start();
    await bench.until(runId, status);
    expect(bench.calls).toHaveLength(calls);
  });
  test("that is not safe to repeat asks, and nothing is left to do until somebody answers", async () => {
    const config = { value: { to: "{{ trigger.href }}", password: "p" } };
    const runId = await bench.interrupted(chain([unsafe("a", { config }), step("b")]), "a");
    await bench.start();
    const { run, steps, attempts } = await bench.until(runId, "waiting");
    expect(run).toMatchObject({ asks: true, underWay: null });
    expect(steps.a).toMatchObject({ status: "waiting", question: { attempt: 1, answer: null } });
    // Whoever is asked sees what the call was made with.
    expect(steps.a?.input).toEqual({ value: { to: "https://x.test/pricing", password: "••••••" } });
    expect(attempts).toEqual([[1, "interrupted"]]);
    await expect.poll(bench.jobs, SOON).toEqual([]);
    expect(bench.calls).toEqual([]);
  });
});

describe("an answer", () => {
  const asking = async (document = chain([unsafe("a"), step("b")])) => {
    const runId = await bench.interrupted(document, "a");
    await bench.start();
    await bench.until(runId, "waiting");
    return runId;
  };
  test("that it happened lets the run go on, and stands in the audit", async () => {
    const runId = await asking();
    await settled(runId, "skip");
    const { run, steps } = await bench.until(runId, "completed");
    expect(run.asks).toBe(false);
    expect(steps.a).toMatchObject({ status: "completed", output: null, question: { answer: "skip" } });
    expect(bench.calls).toEqual([{ key: `${runId}:b`, attempt: 1 }]);
    const entries = await bench.database.prisma.auditEntry.findMany({ where: { subjectId: runId } });
    expect(entries).toMatchObject([
      { actor: "user:u", action: "run.answered", details: { nodeId: "a", attempt: 1, answer: "skip" } },
    ]);
  });
  test("to do it again repeats it with the same key", async () => {
    const runId = await asking();
    await settled(runId, "repeat");
    await bench.until(runId, "completed");
    expect(bench.calls).toEqual([
      { key: `${runId}:a`, attempt: 2 },
      { key: `${runId}:b`, attempt: 1 },
    ]);
  });
  test("that it failed ends the run, or goes where the step leads if it fails", async () => {
    const stopped = await asking();
    await settled(stopped, "fail");
    const { run } = await bench.until(stopped, "failed");
    expect(run.error).toEqual({ message: "stopped here", nodeId: "a" });
    await bench.stop();
    const caught = await asking(
      chain(
        [unsafe("a"), step("b")],
        [newEdge({ source: "trigger", target: "a" }), newEdge({ source: "a", target: "b", branch: "error" })],
      ),
    );
    await settled(caught, "fail");
    await bench.until(caught, "completed");
  });
  test("is taken once, whoever is faster", async () => {
    const runId = await asking(chain([unsafe("a")]));
    await expect.poll(bench.jobs, SOON).toEqual([]);
    const outcomes = await Promise.all([reply(runId, "skip"), reply(runId, "repeat"), reply(runId, "fail")]);
    expect(outcomes.filter((outcome) => outcome === "answered")).toHaveLength(1);
    await expect
      .poll(async () => (await bench.read(runId)).run.status, SOON)
      .toBeOneOf(["completed", "failed"]);
    expect(await reply(runId, "repeat")).toBe("gone");
    expect(bench.calls.length).toBeLessThanOrEqual(1);
  });
  test("to another try, another workspace or a canceled run changes nothing", async () => {
    const runId = await asking();
    await expect.poll(bench.jobs, SOON).toEqual([]);
    expect(await reply(runId, "skip", 2)).toBe("gone");
    expect(await cancelRunRow(bench.database, bench.workspaceId, runId)).toBe(true);
    expect(await reply(runId, "skip")).toBe("gone");
    const { run, steps } = await bench.read(runId);
    expect([run.status, run.asks, steps.a?.status]).toEqual(["canceled", false, "canceled"]);
    expect(await bench.jobs()).toEqual([]);
  });
  test("waits while another step of the run is under way", async () => {
    let release = () => {};
    bench.act = async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { output: { value: 1 } };
    };
    const document = chain(
      [unsafe("a"), step("b")],
      [newEdge({ source: "trigger", target: "a" }), newEdge({ source: "trigger", target: "b" })],
    );
    const runId = await bench.interrupted(document, "a");
    await bench.start();
    await expect.poll(() => bench.calls.length, SOON).toBe(1);
    expect((await bench.read(runId)).run).toMatchObject({ status: "running", asks: true });
    expect(await reply(runId, "skip")).toBe("busy");
    release();
    await bench.until(runId, "waiting");
    await settled(runId, "skip");
    await bench.until(runId, "completed");
  });
});

test("a stop begins nothing that was still waiting for its turn", async () => {
  bench.act = () => new Promise(() => undefined);
  const document = chain([step("a")]);
  const ids = [];
  for (let i = 0; i < 6; i++) ids.push(await bench.begin(document));
  await bench.enqueue(...ids);
  await bench.start(2);
  await expect.poll(() => bench.calls.length, SOON).toBe(2);
  await bench.stop();
  const runs = await Promise.all(ids.map(bench.read));
  expect(runs.filter(({ run }) => run.underWay !== null)).toHaveLength(2);
  expect(runs.filter(({ run }) => run.status === "pending")).toHaveLength(4);
  expect(bench.calls).toHaveLength(2);
});
