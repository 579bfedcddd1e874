/** Who is suspected of having stopped a worker, how that is found out, and that nobody else is failed for it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeOver } from "@/lib/db/reaper";
import { createRunStore } from "@/lib/db/run-store";
import { chain, type EngineBench, openEngineBench, SOON, step } from "./engine-bench.test-support";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());

const document = chain([step("a")]);
const running = { status: "running", startedAt: new Date().toISOString() };
/** As a killed worker leaves its jobs; `taken` is how often they were taken so far. */
const die = (taken: number) =>
  bench.database.pool.query(
    "update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now(), attempts = $1",
    [taken],
  );
const run = async (id: string) => (await bench.read(id)).run;
const ownJobs = async () => (await bench.jobs()).filter(({ key }) => key !== null);

describe("when a worker ended", () => {
  test("for the first time with a job, nobody is suspected, and the job is handed back", async () => {
    const inFlight = await bench.begin(document, { ...running, underWay: {} });
    const pending = await bench.begin(document);
    await bench.enqueue(inFlight, pending);
    await die(1);
    expect(await takeOver(bench.database, ["dead"])).toBe(1);
    expect(await bench.jobs()).toMatchObject([{ key: null, payload: [inFlight, pending] }]);
    await bench.start();
    await bench.until(inFlight, "completed");
    await bench.until(pending, "completed");
    expect(bench.calls).toHaveLength(2);
  });
  test("with a job for the second time, what was under way goes on trial, and not what had not begun", async () => {
    const inFlight = await bench.begin(document, { ...running, underWay: {} });
    const pending = await bench.begin(document);
    const ended = await bench.begin(document, { status: "completed" });
    await bench.enqueue(inFlight, pending, ended);
    await die(2);
    await takeOver(bench.database, ["dead"]);
    expect(await ownJobs()).toMatchObject([{ key: inFlight, payload: { runId: inFlight, onTrial: true } }]);
    expect(await run(inFlight)).toMatchObject({ strikes: 0 });
  });
  test("during a trial, the run has a strike, and its next trial is later", async () => {
    const id = await bench.begin(document, { ...running, underWay: {}, onTrial: true });
    await bench.enqueue(id);
    await die(1);
    const before = Date.now();
    await takeOver(bench.database, ["dead"]);
    expect(await run(id)).toMatchObject({ strikes: 1, onTrial: false, status: "running" });
    const [job, ...others] = await bench.jobs();
    expect(others).toEqual([]);
    expect(job?.run_at.getTime()).toBeGreaterThan(before + 15_000);
    // Whoever else looked for dead workers at the same time finds nothing more to count.
    await takeOver(bench.database, ["dead"]);
    expect((await run(id)).strikes).toBe(1);
  });
  test("a run that somebody else went on with is left alone", async () => {
    const id = await bench.begin(document, { ...running, underWay: {}, onTrial: true });
    const other = await bench.begin(document);
    await bench.enqueue(id, other);
    await die(3);
    await bench.enqueue(id);
    await bench.database.pool.query(
      "update graphile_worker._private_jobs set locked_by = 'alive', locked_at = now() where key = $1",
      [id],
    );
    await takeOver(bench.database, ["dead"]);
    expect(await run(id)).toMatchObject({ strikes: 0, onTrial: true });
    expect(await ownJobs()).toMatchObject([{ key: id, payload: { runId: id } }]);
  });
});

describe("on trial", () => {
  const suspects = async (count: number) => {
    const ids = [];
    for (let i = 0; i < count; i++) ids.push(await bench.begin(document, { ...running, underWay: {} }));
    await bench.enqueue(...ids);
    await die(2);
    await takeOver(bench.database, ["dead"]);
    return ids;
  };
  test("runs are executed one at a time, marked before anything of them is, and come through", async () => {
    let together = 0;
    const most: number[] = [];
    const marks: boolean[] = [];
    bench.act = async ({ idempotencyKey }) => {
      most.push(++together);
      marks.push((await run(idempotencyKey.split(":")[0] ?? "")).onTrial);
      together--;
      return { output: { value: 1 } };
    };
    const ids = await suspects(30);
    await bench.start();
    for (const id of ids) await bench.until(id, "completed");
    expect([Math.max(...most), marks.length, marks.every(Boolean)]).toEqual([1, 30, true]);
    expect(await run(ids[0] ?? "")).toMatchObject({ strikes: 0, onTrial: false, underWay: null });
  });
  test("other runs do not wait for them", async () => {
    let release = () => {};
    bench.act = ({ attempt, idempotencyKey }) =>
      slow.has(idempotencyKey.split(":")[0] ?? "")
        ? new Promise((resolve) => {
            release = () => resolve({ output: { value: attempt } });
          })
        : Promise.resolve({ output: { value: attempt } });
    const slow = new Set(await suspects(2));
    await bench.start();
    await expect.poll(() => bench.calls.length, SOON).toBe(1);
    const other = await bench.begin(document);
    await bench.enqueue(other);
    await bench.until(other, "completed");
    expect(bench.calls).toHaveLength(2);
    release();
    await expect.poll(() => bench.calls.length, SOON).toBe(3);
    release();
    for (const id of slow) await bench.until(id, "completed");
  });
  test("a run with two strikes is failed without being executed, with the reason and the step", async () => {
    const underWay = { a: { attempt: 2, startedAt: new Date().toISOString() } };
    const id = await bench.begin(document, { ...running, underWay, strikes: 1, onTrial: true });
    await bench.enqueue(id);
    await die(1);
    await takeOver(bench.database, ["dead"]);
    expect((await run(id)).strikes).toBe(2);
    await bench.database.pool.query("update graphile_worker._private_jobs set run_at = now()");
    await bench.start();
    const { run: failed, steps, attempts } = await bench.until(id, "failed");
    expect(failed.error).toMatchObject({
      nodeId: "a",
      message: expect.stringContaining("stopped the worker twice"),
    });
    expect(steps.a?.status).toBe("failed");
    expect(attempts).toEqual([[2, "interrupted"]]);
    expect(bench.calls).toEqual([]);
  });
});

test("marking refuses a run that has ended, and keeps when it began", async () => {
  const store = createRunStore(bench.database);
  const ended = await bench.begin(document, { status: "canceled" });
  const begun = await bench.begin(document, { ...running, underWay: {} });
  expect(await store.mark({ runId: ended, onTrial: true })).toBeNull();
  const marked = await store.mark({ runId: begun, onTrial: true });
  expect(marked?.startedAt.toISOString()).toBe(running.startedAt);
});
