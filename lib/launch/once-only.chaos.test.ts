/** kill -9 of a worker amid runs of *Once only* and *Transform*: for each person exactly one run goes on, whoever finishes it. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { type Database, openDatabase } from "@/lib/db/database";
import { storeWorkflow } from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { killWorkers, startWorkerProcess } from "./chaos.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

const PERSONS = 60;
const RUNS_EACH = 4;
let testDatabase: TestDatabase;
let database: Database;
let receiver: Receiver;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  receiver = await startReceiver(300);
});
afterAll(async () => {
  await killWorkers();
  receiver.close();
  await database.close();
  await testDatabase.drop();
});

const startOne = () =>
  startWorkerProcess({
    DATABASE_URL: testDatabase.url,
    HOOKLINE_SECRET: randomBytes(32).toString("base64"),
    HOOKLINE_ALLOW_HOSTS: receiver.host,
    HOOKLINE_LOG_LEVEL: "error",
  });

const node = (id: string, type: string, config: object = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
});
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const document = () => ({
  formatVersion: 1,
  nodes: [
    node("trigger", "customer-io.email-opened"),
    node("once", "flow.once-only", { per: "person", person: "{{ trigger.customer_id }}" }),
    node("calc", "flow.transform", {
      data: { id: "{{ trigger.customer_id }}" },
      expression: "$uppercase(id)",
    }),
    node("http", "http.request", {
      method: "POST",
      url: `http://${receiver.host}/x`,
      json: { event_id: "{{ steps.calc.result }}" },
    }),
  ],
  edges: [edge("trigger", "once"), edge("once", "calc"), edge("calc", "http")],
});

async function beginRuns(): Promise<void> {
  const { workspaceId, workflowId, versionId } = await storeWorkflow(database, document());
  const runs = Array.from({ length: PERSONS * RUNS_EACH }, (_, index) => ({
    id: newId("run"),
    workspaceId,
    workflowId,
    workflowVersionId: versionId,
    eventId: newId("evt"),
    status: "pending",
    triggerOutput: { customer_id: `person-${index % PERSONS}` },
  }));
  await database.prisma.run.createMany({ data: runs });
  for (let at = 0; at < runs.length; at += 20)
    await database.pool.query("select graphile_worker.add_job('run', $1::json)", [
      JSON.stringify(runs.slice(at, at + 20).map(({ id }) => id)),
    ]);
}

const countRuns = (status: string) => database.prisma.run.count({ where: { status } });

test("a killed worker's runs pass again, and no other of the same person passes", async () => {
  await beginRuns();
  const first = startOne();
  await expect.poll(() => receiver.calls.size, { timeout: 60_000, interval: 5 }).toBeGreaterThan(PERSONS / 6);
  first.kill("SIGKILL");
  startOne();
  startOne();
  await expect.poll(() => countRuns("completed"), { timeout: 90_000, interval: 50 }).toBe(PERSONS);
  await expect
    .poll(() => countRuns("filtered"), { timeout: 90_000, interval: 50 })
    .toBe(PERSONS * (RUNS_EACH - 1));

  const completed = await database.prisma.run.findMany({ where: { status: "completed" } });
  const persons = completed.map(
    ({ triggerOutput }) => (triggerOutput as { customer_id: string }).customer_id,
  );
  expect(new Set(persons).size).toBe(PERSONS);
  // Every call was of the one run that passed: a call that was cut short is repeated by it, and by no other.
  expect(new Set(receiver.calls.keys())).toEqual(new Set(persons.map((person) => person.toUpperCase())));
  const total = [...receiver.calls.values()].reduce((sum, calls) => sum + calls, 0);
  const interrupted = await database.prisma.attempt.count({
    where: { nodeId: "http", status: "interrupted" },
  });
  expect(total).toBeLessThanOrEqual(PERSONS + interrupted);
  const steps = await database.prisma.step.findMany({ where: { nodeId: "once", branched: true } });
  const winners = new Set(completed.map(({ id }) => id));
  for (const { report } of steps)
    expect(winners).toContain((report as { earlier: { runId: string } }).earlier.runId);
});
