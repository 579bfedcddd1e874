/** For database tests of the engine: real store and queue, one action made for the test, and runs begun without an event. */

import { expect } from "vitest";
import { z } from "zod";
import type { JsonObject } from "@/lib/base/json";
import { lookupAction as lookupReal } from "@/lib/catalogue/lookup";
import { createClaimStore } from "@/lib/db/claim-store";
import { type Database, openDatabase } from "@/lib/db/database";
import { createRunQueue } from "@/lib/db/graphile-queue";
import { createRunStore } from "@/lib/db/run-store";
import {
  enqueueRun,
  enqueueTakenOver,
  storeRun,
  storeWorkflow,
  storeWorkspace,
} from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase } from "@/lib/db/test-database";
import type { QueueWorker } from "@/lib/engine/run-store";
import { startEngine } from "@/lib/engine/worker";
import { newEdge } from "@/lib/graph/operations/node-operations";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { type ActionContext, type ActionResult, defineAction } from "@/lib/kit/define";
import { createExpressions } from "@/lib/transform/expressions";

/** How long a condition is waited for on a busy machine. */
export const SOON = { timeout: 15_000, interval: 10 };

type Act = (context: ActionContext) => Promise<ActionResult<{ value: unknown }>>;

const probe = (bench: { act: Act; calls: { key: string; attempt: number }[] }, safeToRepeat: boolean) =>
  defineAction({
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
    safeToRepeat,
    timeoutMs: 20_000,
    run: (context) => {
      bench.calls.push({ key: context.idempotencyKey, attempt: context.attempt });
      return bench.act(context as ActionContext) as never;
    },
    pairsWith: [],
    faq: [],
  });

export const step = (id: string, more: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type: id === "trigger" ? "test.trigger" : "test.safe",
  config: {},
  position: { x: 0, y: 0 },
  ...more,
});

export const chain = (nodes: WorkflowNode[], edges?: WorkflowDocument["edges"]): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [step("trigger"), ...nodes],
  edges:
    edges ??
    nodes.map((target, index) => newEdge({ source: nodes[index - 1]?.id ?? "trigger", target: target.id })),
});

/** `test.safe` and `test.unsafe` are the probe, by what it says of being repeated. */
export async function openEngineBench() {
  const testDatabase = await createTestDatabase();
  const database: Database = openDatabase({ url: testDatabase.url });
  const workspaceId = await storeWorkspace(database);
  const expressions = createExpressions();
  let workers: QueueWorker[] = [];

  const bench = {
    database,
    workspaceId,
    calls: [] as { key: string; attempt: number }[],
    act: (async () => ({ output: { value: 1 } })) as Act,

    /** Again: one more worker. */
    async start(concurrency = 10): Promise<void> {
      const probes = { "test.safe": probe(bench, true), "test.unsafe": probe(bench, false) };
      const deps = {
        store: createRunStore(database),
        lookupAction: (type: string) => probes[type as keyof typeof probes] ?? lookupReal(type),
        isTrigger: (type: string) => type === "test.trigger",
        connectionOf: async () => null,
        fetch,
        resolveHost: async () => ({ address: "127.0.0.1", family: 4 as const }),
        claims: createClaimStore(database),
        expressions,
        clock: () => new Date(),
        random: () => 0,
      };
      const queue = createRunQueue(database, () => undefined);
      workers.push(await startEngine(deps, queue, { concurrency }));
    },
    async stop(): Promise<void> {
      await Promise.all(workers.map((worker) => worker.stop()));
      workers = [];
    },

    async begin(document: WorkflowDocument, run: JsonObject = {}): Promise<string> {
      return storeRun(database, await storeWorkflow(database, document, workspaceId), run);
    },
    /** A job as ingest makes it (several runs, no key) or as a run that rested has it (one, under its key). */
    async enqueue(...runs: string[]): Promise<void> {
      const [only = ""] = runs;
      await (runs.length === 1
        ? enqueueRun(database, only)
        : database.pool.query("select graphile_worker.add_job('run', $1::json)", [JSON.stringify(runs)]));
    },
    /** As a run stands whose worker was killed during the first call of `nodeId`; its job was handed back. */
    async interrupted(document: WorkflowDocument, nodeId: string): Promise<string> {
      const startedAt = new Date();
      const underWay = { [nodeId]: { attempt: 1, startedAt: startedAt.toISOString() } };
      const runId = await bench.begin(document, {
        status: "running",
        startedAt: startedAt.toISOString(),
        underWay,
      });
      await enqueueTakenOver(database, runId);
      return runId;
    },

    async read(runId: string) {
      const run = await database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
      const steps = await database.prisma.step.findMany({ where: { runId } });
      const attempts = await database.prisma.attempt.findMany({
        where: { runId },
        orderBy: { number: "asc" },
      });
      return {
        run,
        steps: Object.fromEntries(steps.map((row) => [row.nodeId, row])),
        attempts: attempts.map(({ number, status }) => [number, status]),
      };
    },
    async until(runId: string, status: string, patience = SOON) {
      const where = { id: runId };
      const read = () => database.prisma.run.findUniqueOrThrow({ where, select: { status: true } });
      await expect.poll(async () => (await read()).status, patience).toBe(status);
      return bench.read(runId);
    },
    jobs: async () =>
      (await database.pool.query("select key, payload, run_at, attempts from graphile_worker._private_jobs"))
        .rows as { key: string | null; payload: unknown; run_at: Date; attempts: number }[],
    async close(): Promise<void> {
      await bench.stop();
      expressions.close();
      await database.close();
      await testDatabase.drop();
    },
  };
  return bench;
}
export type EngineBench = Awaited<ReturnType<typeof openEngineBench>>;
