/** Rate limits with two workers on one PostgreSQL, the real Slack action, and a stand-in for Slack that counts. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import type { JsonObject } from "@/lib/base/json";
import { hostLimits, lookupAction, lookupTrigger } from "@/lib/catalogue/lookup";
import { createClaimStore } from "@/lib/db/claim-store";
import { type Database, openDatabase } from "@/lib/db/database";
import { createRunQueue } from "@/lib/db/graphile-queue";
import { createRunStore } from "@/lib/db/run-store";
import { storeWorkflow, storeWorkspace } from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createTurnStore } from "@/lib/db/turn-store";
import { createHostGate } from "@/lib/engine/host-gate";
import type { QueueWorker } from "@/lib/engine/run-store";
import { startEngine } from "@/lib/engine/worker";
import { createExpressions } from "@/lib/transform/expressions";

let testDatabase: TestDatabase;
let database: Database;
let workers: { worker: QueueWorker; database: Database }[];
let slack: Server;
/** When each message came, by channel. */
let arrivals: Map<string, number[]>;
/** Milliseconds that the next message into a channel is told to wait, by channel. */
let refuse: Map<string, number>;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  workers = [];
  arrivals = new Map();
  refuse = new Map();
  slack = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const { channel } = JSON.parse(Buffer.concat(chunks).toString());
      arrivals.set(channel, [...(arrivals.get(channel) ?? []), performance.now()]);
      const seconds = refuse.get(channel);
      refuse.delete(channel);
      response.writeHead(seconds === undefined ? 200 : 429, { "retry-after": String(seconds ?? 0) });
      response.end(JSON.stringify({ ok: true, channel, ts: "1" }));
    });
  });
  await new Promise<void>((resolve) => slack.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  for (const one of workers) {
    await one.worker.stop();
    await one.database.close();
  }
  await database.close();
  await testDatabase.drop();
  slack.closeAllConnections();
  await new Promise((resolve) => slack.close(resolve));
});

async function work() {
  const own = openDatabase({ url: testDatabase.url });
  const apiUrl = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  const worker = await startEngine(
    {
      store: createRunStore(own),
      lookupAction,
      isTrigger: (type) => lookupTrigger(type) !== undefined,
      connectionOf: async () => ({ botToken: "xoxb-test", apiUrl }),
      fetch,
      resolveHost: async () => ({ address: "127.0.0.1", family: 4 }),
      claims: createClaimStore(own),
      expressions: createExpressions(),
      clock: () => new Date(),
      random: () => 0,
      turns: { store: createTurnStore(own), hostLimits, gate: createHostGate(64) },
    },
    createRunQueue(own, () => undefined),
    { concurrency: 20 },
  );
  workers.push({ worker, database: own });
  return worker;
}

/** A published workflow with one step, and `count` runs of it to do. */
async function runs(count: number, type: string, config: JsonObject, workspaceId: string) {
  const position = { x: 0, y: 0 };
  const document = {
    formatVersion: 1,
    nodes: [
      { id: "trigger", type: "customer-io.email-opened", config: {}, position },
      { id: "a", type, config, connectionId: "conn_1", position },
    ],
    edges: [{ id: "e", source: "trigger", target: "a" }],
  };
  const { workflowId, versionId } = await storeWorkflow(database, document, workspaceId);
  const ids = Array.from({ length: count }, () => newId("run"));
  await database.pool.query(
    `with started as (
       insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output)
       select id, $2, $3, $4, id, 'pending', '{}' from unnest($1::text[]) id returning id)
     select graphile_worker.add_job('run', json_build_array(id), flags := array[$3]) from started`,
    [ids, workspaceId, workflowId, versionId],
  );
  return ids;
}
const message = (channel: string) => ({ channel, text: "hello" });
const workspace = () => storeWorkspace(database);
const completed = (ids: string[]) =>
  database.prisma.run.count({ where: { id: { in: ids }, status: "completed" } });
const spanOf = (channel: string, from: number, to: number) => {
  const times = arrivals.get(channel) ?? [];
  return (times[to] ?? Number.NaN) - (times[from] ?? Number.NaN);
};
/** A call leaves at its turn or up to half a distance later. */
const LATE_MS = 500;

test("two workers together post once a second into a channel, all of it, and nobody else waits", async () => {
  const workspaceId = await workspace();
  await work();
  await work();
  const first = await runs(1, "slack.post-message", message("#warm"), workspaceId);
  await expect.poll(() => completed(first), { timeout: 10_000 }).toBe(1);
  const [a, b] = [
    await runs(6, "slack.post-message", message("#a"), workspaceId),
    await runs(2, "slack.post-message", message("#b"), workspaceId),
  ];
  const others = await runs(30, "preview.message", { text: "y" }, workspaceId);
  await expect.poll(() => completed(others), { timeout: 10_000 }).toBe(30);
  expect(await completed(a)).toBeLessThan(6);
  await expect.poll(() => completed([...a, ...b]), { timeout: 15_000 }).toBe(8);
  expect(arrivals.get("#a")).toHaveLength(6);
  expect(arrivals.get("#b")).toHaveLength(2);
  for (const [from, to] of [
    [0, 2],
    [1, 4],
    [0, 5],
  ] as const)
    expect(spanOf("#a", from, to)).toBeGreaterThan((to - from) * 1_000 - LATE_MS);
  const steps = await database.prisma.step.findMany({ where: { runId: { in: a } } });
  expect(steps.map(({ attempts, error }) => ({ attempts, error }))).toEqual(
    Array.from({ length: 6 }, () => ({ attempts: 1, error: null })),
  );
}, 60_000);
test("a run that rests until its turn says why, and goes on at another worker with the turn it has", async () => {
  const workspaceId = await workspace();
  const first = await work();
  const before = await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect.poll(() => completed(before), { timeout: 10_000 }).toBe(1);
  await database.prisma.rateTurn.updateMany({ data: { freeAt: new Date(Date.now() + 6_000) } });
  const [runId] = (await runs(1, "slack.post-message", message("#a"), workspaceId)) as [string];
  await expect
    .poll(() => database.prisma.run.count({ where: { status: "waiting" } }), { timeout: 10_000 })
    .toBe(1);
  expect(await database.prisma.step.findFirstOrThrow({ where: { runId } })).toMatchObject({
    status: "pending",
    attempts: 0,
    error: { message: "Waiting for its turn: Slack allows one message a second in a channel." },
  });
  const { freeAt } = await database.prisma.rateTurn.findFirstOrThrow();
  await first.stop();
  await workers.shift()?.database.close();
  await work();
  await expect.poll(() => completed([runId]), { timeout: 15_000 }).toBe(1);
  // No further turn was taken, and the one it had was not used too early.
  expect((await database.prisma.rateTurn.findFirstOrThrow()).freeAt).toEqual(freeAt);
  const step = await database.prisma.step.findFirstOrThrow({ where: { runId } });
  expect(step.startedAt?.getTime()).toBeGreaterThanOrEqual(freeAt.getTime() - 1_000 - 50);
}, 60_000);

test("a time that the service names holds for everybody who calls it", async () => {
  const workspaceId = await workspace();
  refuse.set("#a", 3);
  await work();
  await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect
    .poll(
      async () => {
        const row = await database.prisma.rateTurn.findFirst();
        return row === null ? 0 : row.freeAt.getTime() - Date.now();
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(1_500);
  const next = await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect.poll(() => completed(next), { timeout: 15_000 }).toBe(1);
  expect(spanOf("#a", 0, 1)).toBeGreaterThan(3_000 - LATE_MS);
}, 60_000);
