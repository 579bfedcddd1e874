/** The steps of lib/integrations/flow as the engine runs them, on the real store and queue. */

import { afterEach, beforeEach, expect, test } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { lookupAction } from "@/lib/catalogue/lookup";
import { createClaimStore } from "@/lib/db/claim-store";
import { type Database, openDatabase } from "@/lib/db/database";
import { createRunQueue } from "@/lib/db/graphile-queue";
import { createRunStore } from "@/lib/db/run-store";
import { enqueueRun, storeRun, storeWorkflow } from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import type { QueueWorker } from "@/lib/engine/run-store";
import { startEngine } from "@/lib/engine/worker";
import type { WorkflowDocument, WorkflowEdge } from "@/lib/graph/workflow";
import { startReceiver } from "@/lib/launch/test-receiver";
import { createExpressions } from "@/lib/transform/expressions";

/** A Friday evening in Berlin, so far ahead that nothing of it is due by the clock of PostgreSQL, which wakes the runs. */
const NOW = new Date("2036-11-28T18:00:00Z");
let testDatabase: TestDatabase;
let database: Database;
let worker: QueueWorker;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  worker = await startEngine(
    {
      store: createRunStore(database),
      lookupAction,
      isTrigger: (type) => type === "test.trigger",
      connectionOf: async () => null,
      fetch,
      resolveHost: async () => ({ address: "127.0.0.1", family: 4 }),
      claims: createClaimStore(database),
      expressions: createExpressions(),
      clock: () => NOW,
      random: () => 0,
    },
    createRunQueue(database, () => undefined),
    { concurrency: 2 },
  );
});
afterEach(async () => {
  await worker.stop();
  await database.close();
  await testDatabase.drop();
});

const node = (id: string, type: string, config: JsonObject = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
});
const edge = (source: string, target: string, branch?: string): WorkflowEdge => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});

const document: WorkflowDocument = {
  formatVersion: 1,
  nodes: [
    node("trigger", "test.trigger"),
    node("set", "flow.set-fields", {
      fields: { plan: "{{ trigger.plan }}", seats: "{{ trigger.seats }}", text: "{{ trigger.seats }} seats" },
    }),
    node("split", "flow.split", {
      value: "{{ steps.set.fields.plan }}",
      cases: [
        { id: "c1", name: "pro, team" },
        { id: "c2", name: "trial" },
        { id: "c3", name: "banned" },
      ],
    }),
    node("wait", "flow.wait-until", { kind: "hours", timeZone: "Europe/Berlin" }),
    node("stop", "flow.stop", { outcome: "filtered", reason: "{{ steps.set.fields.text }}" }),
    node("refuse", "flow.stop", { outcome: "failed", reason: "Banned" }),
    node("end", "flow.stop", {}),
  ],
  edges: [
    edge("trigger", "set"),
    edge("set", "split"),
    edge("split", "wait", "c1"),
    edge("split", "stop", "c2"),
    edge("split", "refuse", "c3"),
    edge("split", "end", "otherwise"),
  ],
};

async function run(triggerOutput: JsonObject, ...statuses: string[]) {
  return await runOf(document, triggerOutput, ...statuses);
}
async function runOf(document: WorkflowDocument, triggerOutput: JsonObject, ...statuses: string[]) {
  const runId = await storeRun(database, await storeWorkflow(database, document), { triggerOutput });
  await enqueueRun(database, runId);
  const read = () => database.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  await expect.poll(async () => (await read()).status, { timeout: 10_000, interval: 20 }).toBeOneOf(statuses);
  const steps = await database.prisma.step.findMany({ where: { runId } });
  return { run: await read(), steps: Object.fromEntries(steps.map((step) => [step.nodeId, step])) };
}

test("fields keep their types, a value chooses the way, and the run waits for Monday morning", async () => {
  const { steps } = await run({ plan: "PRO", seats: 3 }, "waiting");
  expect(steps.set?.output).toEqual({ fields: { plan: "PRO", seats: 3, text: "3 seats" } });
  expect(steps.split).toMatchObject({
    status: "completed",
    branches: ["c1"],
    output: { branch: "pro, team" },
  });
  expect(steps.wait).toMatchObject({ status: "waiting", resumeAt: new Date("2036-12-01T08:00:00Z") });
});

test("a stop counts the run as filtered", async () => {
  const { run: ended, steps } = await run({ plan: "trial", seats: 1 }, "completed", "failed", "filtered");
  expect(ended.status).toBe("filtered");
  expect(steps.stop).toMatchObject({ status: "completed", branches: [], output: { reason: "1 seats" } });
});

test("a stop fails the run with its reason, at the first try", async () => {
  const { run: ended, steps } = await run({ plan: "banned", seats: 1 }, "completed", "failed", "filtered");
  expect(ended).toMatchObject({ status: "failed", error: { message: "Banned", nodeId: "refuse" } });
  expect(steps.refuse?.attempts).toBe(1);
});

test("a value that no case has takes Otherwise, a missing one too, and the run completes", async () => {
  const results = [await run({ plan: "new" }, "completed"), await run({}, "completed")];
  for (const { steps } of results) {
    expect(steps.split).toMatchObject({ branches: ["otherwise"], output: { branch: "Otherwise" } });
    expect(steps.end).toMatchObject({ status: "completed" });
  }
});

test("of all branches that fit, each goes its way, and the step where they meet runs once", async () => {
  const holds = (id: string, value: string) => ({
    id,
    name: id,
    conditions: {
      match: "all",
      conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "url_path_starts_with", value }],
    },
  });
  const receiver = await startReceiver(0);
  const branches = [holds("a", "/pricing"), holds("b", "/docs"), holds("c", "/pricing/pro")];
  const fields = (id: string) => node(id, "flow.set-fields", { fields: { by: id } });
  const meeting: WorkflowDocument = {
    formatVersion: 1,
    nodes: [
      node("trigger", "test.trigger"),
      node("branch", "flow.branch", { take: "all", branches }),
      ...["onA", "onB", "onC", "otherwise"].map(fields),
      node("meet", "http.request", {
        method: "POST",
        url: `http://${receiver.host}/`,
        bodyType: "json",
        json: { event_id: "met" },
      }),
    ],
    edges: [
      edge("trigger", "branch"),
      edge("branch", "onA", "a"),
      edge("branch", "onB", "b"),
      edge("branch", "onC", "c"),
      edge("branch", "otherwise", "otherwise"),
      edge("onA", "meet"),
      edge("onB", "meet"),
      edge("onC", "meet"),
    ],
  };
  const { steps } = await runOf(meeting, { href: "https://x.test/pricing/pro" }, "completed");
  const statuses = Object.fromEntries(Object.entries(steps).map(([id, { status }]) => [id, status]));
  expect(statuses).toEqual({
    branch: "completed",
    onA: "completed",
    onB: "skipped",
    onC: "completed",
    otherwise: "skipped",
    meet: "completed",
  });
  expect(steps.branch).toMatchObject({ branches: ["a", "c"], output: { branch: "a, c" } });
  expect([...receiver.calls]).toEqual([["met", 1]]);
  receiver.close();
});
