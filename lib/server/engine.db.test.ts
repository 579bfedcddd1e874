/** The engine on the real store and queue, with actions made for it. */

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@/lib/base/json";
import { lookupAction as lookupReal } from "@/lib/catalogue/lookup";
import { createClaimStore } from "@/lib/db/claim-store";
import { type Database, openDatabase } from "@/lib/db/database";
import { createRunQueue } from "@/lib/db/graphile-queue";
import { createRunStore } from "@/lib/db/run-store";
import { enqueueRun, storeRun, storeWorkflow } from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import type { EngineDeps } from "@/lib/engine/execute-run";
import type { QueueWorker } from "@/lib/engine/run-store";
import { startEngine } from "@/lib/engine/worker";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { type ActionContext, type ActionResult, type AnyAction, defineAction } from "@/lib/kit/define";
import { FatalError, RetryAfterError } from "@/lib/kit/errors";
import { createExpressions } from "@/lib/transform/expressions";

let testDatabase: TestDatabase;
let database: Database;
let worker: QueueWorker | undefined;
let calls: { key: string; attempt: number; input: unknown; at: number }[];
let act: (context: ActionContext) => Promise<ActionResult<{ value: unknown }>>;

const probe = defineAction({
  slug: "probe",
  name: "Probe",
  summary: "For tests.",
  docsUrl: "/",
  icon: "box",
  sentence: "",
  role: "action",
  input: z.object({ value: z.json().optional() }),
  output: z.object({ value: z.json() }),
  sample: { value: 1 },
  canFail: true,
  retry: { maxAttempts: 3, backoffMs: 20, maxBackoffMs: 50 },
  safeToRepeat: false,
  timeoutMs: 2_000,
  run: (context) => {
    const { idempotencyKey, attempt, input } = context;
    calls.push({ key: idempotencyKey, attempt, input, at: Date.now() });
    return act(context as ActionContext) as never;
  },
  pairsWith: [],
  faq: [],
});
const lookupAction = (type: string): AnyAction | undefined =>
  type === "test.probe" ? probe : lookupReal(type);

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  calls = [];
  act = async ({ input }) => ({ output: { value: (input as JsonObject).value ?? null } });
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await database.close();
  await testDatabase.drop();
});

const start = async () => {
  const deps: EngineDeps = {
    store: createRunStore(database),
    lookupAction,
    isTrigger: (type) => type === "test.trigger",
    connectionOf: async () => null,
    fetch,
    resolveHost: async () => ({ address: "127.0.0.1", family: 4 }),
    claims: createClaimStore(database),
    expressions: createExpressions(),
    clock: () => new Date(),
    random: () => 0,
  };
  worker = await startEngine(
    deps,
    createRunQueue(database, () => undefined),
    { concurrency: 10 },
  );
};

const node = (id: string, config: JsonObject = {}, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type: id === "trigger" ? "test.trigger" : "test.probe",
  config,
  position: { x: 0, y: 0 },
  ...more,
});
const chain = (nodes: WorkflowNode[], edges?: WorkflowDocument["edges"]): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [node("trigger"), ...nodes],
  edges:
    edges ??
    nodes.map((target, index) => newEdge({ source: nodes[index - 1]?.id ?? "trigger", target: target.id })),
});

async function begin(document: WorkflowDocument, run: JsonObject = {}): Promise<string> {
  const runId = await storeRun(database, await storeWorkflow(database, document), run);
  await enqueueRun(database, runId);
  return runId;
}
const read = async (runId: string) => {
  const run = await database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  const steps = await database.prisma.step.findMany({ where: { runId } });
  const attempts = await database.prisma.attempt.findMany({ where: { runId }, orderBy: { number: "asc" } });
  return { run, steps: Object.fromEntries(steps.map((step) => [step.nodeId, step])), attempts };
};
const until = async (runId: string, ...statuses: string[]) => {
  await expect
    .poll(async () => (await read(runId)).run.status, { timeout: 10_000, interval: 10 })
    .toBeOneOf(statuses);
  return read(runId);
};

test("a run resolves references, records each step and completes", async () => {
  const runId = await begin(
    chain([
      node("a", { value: "{{ trigger.href }}" }),
      node("b", { value: { seen: "{{ steps.a.value }}", none: "{{ trigger.x }}" } }),
    ]),
  );
  await start();
  const { run, steps, attempts } = await until(runId, "completed");
  expect(steps.a).toMatchObject({
    status: "completed",
    input: { value: "https://x.test/pricing" },
    attempts: 1,
  });
  expect(steps.b).toMatchObject({ output: { value: { seen: "https://x.test/pricing" } } });
  // Each was done at its first try, so its step tells all.
  expect(attempts).toEqual([]);
  expect(run.underWay).toBeNull();
  expect(run.finishedAt).not.toBeNull();
  expect(calls.map(({ key }) => key)).toEqual([`${runId}:a`, `${runId}:b`]);
});

test("a filter that stops makes the run filtered and keeps what it saw", async () => {
  const conditions = {
    match: "all",
    conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "url_path_is", value: "/docs" }],
  };
  const runId = await begin(chain([node("f", { conditions }, { type: "flow.filter" }), node("a")]));
  await start();
  const { steps } = await until(runId, "filtered");
  expect(steps.a?.status).toBe("skipped");
  expect(steps.f).toMatchObject({ status: "completed", branched: true, branches: [] });
  expect(steps.f?.report).toMatchObject({
    branches: [{ group: { passed: false, rows: [{ saw: "/pricing", expected: "/docs" }] } }],
  });
  expect(calls).toEqual([]);
});

describe("failures", () => {
  test("are tried again under the policy, with the same idempotency key", async () => {
    act = async ({ attempt }) => {
      if (attempt < 3) throw new Error(`no ${attempt}`);
      return { output: { value: "at last" } };
    };
    const runId = await begin(chain([node("a")]));
    await start();
    const { steps, attempts } = await until(runId, "completed", "failed");
    expect(steps.a).toMatchObject({ status: "completed", attempts: 3, error: null });
    expect(
      attempts.map(({ number, status, error }) => [number, status, (error as JsonObject | null)?.message]),
    ).toEqual([
      [1, "failed", "no 1"],
      [2, "failed", "no 2"],
      [3, "completed", undefined],
    ]);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
  });
  test("that cannot pass are not", async () => {
    act = async () => {
      throw new FatalError("never", { status: 404 });
    };
    const runId = await begin(chain([node("a"), node("b")]));
    await start();
    const { run, steps } = await until(runId, "failed");
    expect(run.error).toEqual({ message: "never", nodeId: "a" });
    expect(steps.a).toMatchObject({
      status: "failed",
      attempts: 1,
      error: { message: "never", code: "FatalError", details: { status: 404 } },
    });
    expect(steps.b?.status).toBe("skipped");
  });
  test("respect the time that a service names", async () => {
    act = async ({ attempt }) => {
      if (attempt === 1) throw new RetryAfterError("slow down", 1_200);
      return { output: { value: 1 } };
    };
    const runId = await begin(chain([node("a")]));
    await start();
    await until(runId, "completed");
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_150);
  });
  test("go down their own way out when it is wired", async () => {
    act = async ({ input }) => {
      if ((input as JsonObject).value === "bad") throw new FatalError("never");
      return { output: { value: 1 } };
    };
    const document = chain(
      [node("a", { value: "bad" }), node("b"), node("c")],
      [
        newEdge({ source: "trigger", target: "a" }),
        newEdge({ source: "a", target: "b" }),
        newEdge({ source: "a", target: "c", branch: "error" }),
      ],
    );
    const runId = await begin(document);
    await start();
    const { steps } = await until(runId, "completed");
    expect([steps.a?.status, steps.b?.status, steps.c?.status]).toEqual(["failed", "skipped", "completed"]);
  });
  test("of an action that never answers end with its time limit", async () => {
    act = () => new Promise(() => undefined);
    const runId = await begin(chain([node("a", {}, { options: { timeoutMs: 100, maxAttempts: 1 } })]));
    await start();
    const { run } = await until(runId, "failed");
    expect(run.error).toMatchObject({ message: "It took longer than 0.1 seconds." });
  });
});

test("a delay waits, holds what follows, and survives its worker", async () => {
  const duration = { amount: 1, unit: "hours" };
  const runId = await begin(chain([node("d", { duration }, { type: "flow.delay" }), node("a")]));
  await start();
  const before = await until(runId, "waiting");
  expect(before.steps.d).toMatchObject({ status: "waiting" });
  expect(before.steps.a).toBeUndefined();
  await worker?.stop();
  const { startedAt, resumeAt } = before.steps.d ?? {};
  expect((resumeAt?.getTime() ?? 0) - (startedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  const { rows } = await database.pool.query(
    "select run_at from graphile_worker._private_jobs where key = $1",
    [runId],
  );
  expect(rows).toEqual([{ run_at: resumeAt }]);
  // The hour has gone by.
  await database.pool.query("update step set resume_at = now() where run_id = $1", [runId]);
  await database.pool.query("update graphile_worker._private_jobs set run_at = now()");
  await start();
  const after = await until(runId, "completed");
  expect(after.steps.d?.attempts).toBe(1);
  expect(calls).toHaveLength(1);
});

test("a canceled run stops before its next step", async () => {
  let release = () => {};
  act = async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { output: { value: 1 } };
  };
  const runId = await begin(chain([node("a"), node("b")]));
  await start();
  await expect.poll(() => calls.length).toBe(1);
  await database.prisma.run.update({ where: { id: runId }, data: { status: "canceled" } });
  release();
  await expect
    .poll(async () => (await database.pool.query("select 1 from graphile_worker.jobs")).rowCount)
    .toBe(0);
  expect(calls).toHaveLength(1);
  expect((await read(runId)).run.status).toBe("canceled");
});

test("credentials in an input are not kept, and characters that PostgreSQL refuses are replaced", async () => {
  act = async () => ({ output: { value: "a\u0000b\ud800" } });
  const runId = await begin(
    chain([node("a", { value: { Authorization: "Bearer x", password: "p", plain: "{{ trigger.odd }}" } })]),
    { triggerOutput: { odd: "x" } },
  );
  await start();
  const { steps } = await until(runId, "completed");
  expect(steps.a?.input).toEqual({ value: { Authorization: "••••••", password: "••••••", plain: "x" } });
  expect(steps.a?.output).toEqual({ value: "a\uFFFDb\uFFFD" });
});

test("a job with many runs that is taken over leaves alone those that went on by themselves", async () => {
  const document = chain([node("a")]);
  const [rested, open] = [await begin(document), await begin(document)];
  await database.pool.query("update graphile_worker._private_jobs set run_at = now() + interval '1 hour'");
  await database.pool.query("select graphile_worker.remove_job($1)", [open]);
  // As it stands after its worker was killed: tried once, and one of its runs rests under a job of its own.
  await database.pool.query(
    "select graphile_worker.add_job('run', json_build_array($1::text, $2::text), job_key := 'both')",
    [rested, open],
  );
  await database.pool.query("update graphile_worker._private_jobs set attempts = 1 where key = 'both'");
  await start();
  await until(open, "completed");
  expect(calls.map(({ key }) => key)).toEqual([`${open}:a`]);
  expect((await read(rested)).run.status).toBe("pending");
});

test("a hundred runs complete, each step once", async () => {
  const document = chain([node("a"), node("b")]);
  const ids = [];
  for (let i = 0; i < 100; i++) ids.push(await begin(document));
  await start();
  for (const id of ids) await until(id, "completed");
  expect(calls).toHaveLength(200);
  expect(new Set(calls.map(({ key }) => key)).size).toBe(200);
});
