/** *Once only* on the real store, queue and workers. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { createClaimStore, forgetClaims } from "@/lib/db/claim-store";
import { createWorkflowStore } from "@/lib/db/workflow-store";
import { type ClaimRequest, claimKey } from "@/lib/engine/claims";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { chain, type EngineBench, openEngineBench, SOON, step } from "./engine-bench.test-support";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());

const once = (config = {}) =>
  step("once", { type: "flow.once-only", config: { per: "custom", key: "{{ trigger.href }}", ...config } });
const document = chain([once(), step("after")]);

describe("in the engine", () => {
  /** Many runs of one workflow. */
  async function beginAll(count: number): Promise<string[]> {
    const first = await bench.begin(document);
    const { workflowId, workflowVersionId } = (await bench.read(first)).run;
    const others = Array.from({ length: count - 1 }, () => newId("run"));
    await bench.database.prisma.run.createMany({
      data: others.map((id) => ({
        id,
        workspaceId: bench.workspaceId,
        workflowId,
        workflowVersionId,
        eventId: newId("evt"),
        status: "pending",
        triggerOutput: { href: "https://x.test/pricing" },
      })),
    });
    return [first, ...others];
  }

  test("of many runs at once, on two workers, exactly one goes on; the others name it", async () => {
    const runs = await beginAll(120);
    for (const run of runs) await bench.enqueue(run);
    await Promise.all([bench.start(), bench.start()]);
    const count = (status: string) => bench.database.prisma.run.count({ where: { status } });
    await expect.poll(() => count("filtered"), { timeout: 15_000, interval: 20 }).toBe(119);
    await expect.poll(() => count("completed"), SOON).toBe(1);
    expect(bench.calls).toHaveLength(1);
    const winner = await bench.database.prisma.run.findFirstOrThrow({ where: { status: "completed" } });
    const steps = await bench.database.prisma.step.findMany({
      where: { nodeId: "once", runId: { not: winner.id } },
    });
    for (const { report, branches, output } of steps) {
      expect(report).toMatchObject({ earlier: { runId: winner.id } });
      expect(branches).toEqual([]);
      expect(output).toMatchObject({ passed: false, key: "https://x.test/pricing" });
    }
  });

  test("a run that passed and was killed before it was recorded passes again, and only it", async () => {
    const [killed = "", later = ""] = await beginAll(2);
    const { workflowId } = (await bench.read(killed)).run;
    const key = claimKey("once", ["custom", "https://x.test/pricing"]);
    await createClaimStore(bench.database).claim({
      workflowId,
      runId: killed,
      nodeId: "once",
      key,
      withinMs: null,
    });
    await bench.start();
    await bench.enqueue(later);
    const { steps } = await bench.until(later, "filtered");
    expect(steps.once?.report).toMatchObject({ earlier: { runId: killed } });
    await bench.enqueue(killed);
    await bench.until(killed, "completed");
    expect(bench.calls).toEqual([{ key: `${killed}:after`, attempt: 1 }]);
  });

  test("that it passed is recorded before the next call is made", async () => {
    let recorded: unknown;
    const runId = await bench.begin(document);
    bench.act = async () => {
      recorded = (await bench.read(runId)).steps.once?.output;
      return { output: { value: 1 } };
    };
    await bench.enqueue(runId);
    await bench.start();
    await bench.until(runId, "completed");
    expect(recorded).toMatchObject({ passed: true });
  });

  test("each step counts by itself, and so does each workflow", async () => {
    const twice = chain([once(), step("again", { ...once(), id: "again" }), step("after")]);
    await bench.start();
    for (const runId of [await bench.begin(twice), await bench.begin(twice)]) {
      await bench.enqueue(runId);
      await bench.until(runId, "completed");
    }
  });

  test("without a value the run goes on, or is filtered where the step says so", async () => {
    await bench.start();
    const without = (whenMissing: string) =>
      chain(
        [once({ key: "{{ trigger.nothing }}", whenMissing })],
        [newEdge({ source: "trigger", target: "once" })],
      );
    for (const [whenMissing, status] of [
      ["pass", "completed"],
      ["stop", "filtered"],
    ] as const) {
      const runId = await bench.begin(without(whenMissing));
      await bench.enqueue(runId);
      await bench.until(runId, status);
    }
    expect(await bench.database.prisma.onceClaim.count()).toBe(0);
  });
});

describe("the store", () => {
  const request = (runId: string, more: Partial<ClaimRequest> = {}): ClaimRequest => ({
    workflowId: "wf_1",
    runId,
    nodeId: "once",
    key: Buffer.alloc(16, 1),
    withinMs: 60_000,
    ...more,
  });
  const claims = () => createClaimStore(bench.database);
  /** As if the claim had been made so much earlier. */
  const age = (minutes: number) =>
    bench.database.pool.query(
      "update once_claim set claimed_at = claimed_at - $1 * interval '1 minute', until = until - $1 * interval '1 minute'",
      [minutes],
    );

  test("of many askers from two workers one gets each key, and asking again changes nothing", async () => {
    const stores = [claims(), claims()];
    const asked = Array.from({ length: 2_000 }, (_, index) =>
      request(`run_${index}`, { key: Buffer.alloc(16, index % 40) }),
    );
    const ask = () => Promise.all(asked.map((one, index) => stores[index % 2]?.claim(one)));
    const first = await ask();
    const winners = asked.filter((_, index) => first[index]?.granted);
    expect(winners).toHaveLength(40);
    expect(new Set(winners.map(({ key }) => key[0])).size).toBe(40);
    for (const [index, { key }] of asked.entries())
      expect(first[index]?.runId).toBe(winners.find((winner) => winner.key[0] === key[0])?.runId);
    expect(await ask()).toEqual(first);
  });

  test("when the window is over the next one gets it, once; who had it keeps passing", async () => {
    const store = claims();
    expect(await store.claim(request("run_1"))).toMatchObject({ granted: true });
    await age(0.5);
    expect(await store.claim(request("run_2"))).toMatchObject({ granted: false, runId: "run_1" });
    await age(1);
    const both = await Promise.all([store.claim(request("run_2")), claims().claim(request("run_3"))]);
    expect(both.filter(({ granted }) => granted)).toHaveLength(1);
    expect(both[0]?.runId).toBe(both[1]?.runId);
    expect(await store.claim(request("run_1"))).toMatchObject({ granted: true, runId: "run_1" });
    expect(await store.claim(request("run_4"))).toMatchObject({ granted: false, runId: both[0]?.runId });
  });

  test("the window of who asks counts: a new version may make it longer or shorter", async () => {
    const store = claims();
    await store.claim(request("run_1", { withinMs: null }));
    await age(2);
    expect(await store.claim(request("run_2", { withinMs: 180_000 }))).toMatchObject({ granted: false });
    expect(await store.claim(request("run_2", { withinMs: 60_000 }))).toMatchObject({ granted: true });
    expect(await store.claim(request("run_3", { withinMs: null }))).toMatchObject({ granted: false });
  });

  test("is kept only as long as the window, or as its workflow", async () => {
    const { database, workspaceId } = bench;
    const id = newId("wf");
    await database.prisma.workflow.create({ data: { id, workspaceId, name: "F", draft: {} } });
    const store = claims();
    await store.claim(request("run_1"));
    await store.claim(request("run_2", { key: Buffer.alloc(16, 2), withinMs: 600_000 }));
    await store.claim(request("run_3", { workflowId: id, withinMs: null }));
    await age(2);
    expect(await forgetClaims(database)).toBe(1);
    const left = async () => (await database.prisma.onceClaim.findMany()).map(({ runId }) => runId).sort();
    expect(await left()).toEqual(["run_2", "run_3"]);
    await createWorkflowStore(database, workspaceId).remove(id);
    expect(await left()).toEqual(["run_2"]);
  });
});
