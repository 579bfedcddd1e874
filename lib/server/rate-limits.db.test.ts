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

async function work(clock = () => new Date()) {
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
      clock,
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
const arrivalsOf = (channel: string) => [...(arrivals.get(channel) ?? [])].sort((a, b) => a - b);
/** Of a clock and a timer that are two. */
const ROUGHLY_MS = 20;

/** Nobody is given one of the turns that exist by now for an hour. */
const holdTurns = () =>
  database.pool.query("update rate_turn set free_at = clock_timestamp() + interval '1 hour'");
const rest = (count: number) =>
  expect
    .poll(() => database.prisma.run.count({ where: { status: "waiting" } }), { timeout: 15_000 })
    .toBe(count);
/** The jobs of runs that rest are due. */
const wake = (ids: string[]) =>
  database.pool.query("update graphile_worker._private_jobs set run_at = now() where key = any($1)", [ids]);

test("two workers together post once a second into a channel, all of it, and nobody else waits", async () => {
  const workspaceId = await workspace();
  await work();
  await work();
  const warm = await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect.poll(() => completed(warm), { timeout: 15_000 }).toBe(1);
  await holdTurns();
  const a = await runs(6, "slack.post-message", message("#a"), workspaceId);
  await rest(6);
  const b = await runs(2, "slack.post-message", message("#b"), workspaceId);
  const others = await runs(30, "preview.message", { text: "y" }, workspaceId);
  await expect.poll(() => completed([...b, ...others]), { timeout: 15_000 }).toBe(32);
  expect(arrivals.get("#b")).toHaveLength(2);
  expect(await completed(a)).toBe(0);

  // All six at once, and the turns they had are long past.
  const began = performance.now();
  await database.pool.query("update rate_turn set free_at = clock_timestamp()");
  await database.pool.query(
    `update step set resume_at = now(), error = jsonb_set(error, '{details,dueAt}', '"2026-01-01T00:00:00Z"') where run_id = any($1)`,
    [a],
  );
  await wake(a);
  await expect.poll(() => completed(a), { timeout: 30_000 }).toBe(6);
  const times = arrivalsOf("#a").slice(1);
  expect(times).toHaveLength(6);
  // However late one came, each after its own turn.
  for (const [n, time] of times.entries()) expect(time - began).toBeGreaterThan(n * 1_000 - ROUGHLY_MS);
  const steps = await database.prisma.step.findMany({ where: { runId: { in: a } } });
  expect(steps.map(({ attempts, error }) => ({ attempts, error }))).toEqual(
    Array.from({ length: 6 }, () => ({ attempts: 1, error: null })),
  );
}, 90_000);

test("a run that rests until its turn says why, and goes on at another worker with the turn it has", async () => {
  const workspaceId = await workspace();
  const first = await work();
  const before = await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect.poll(() => completed(before), { timeout: 15_000 }).toBe(1);
  await holdTurns();
  const [runId] = (await runs(1, "slack.post-message", message("#a"), workspaceId)) as [string];
  await rest(1);
  const resting = await database.prisma.step.findFirstOrThrow({ where: { runId } });
  expect(resting).toMatchObject({
    status: "pending",
    attempts: 0,
    error: { message: "Waiting for its turn: Slack allows one message a second in a channel." },
  });
  const { freeAt } = await database.prisma.rateTurn.findFirstOrThrow();
  await first.stop();
  await workers.shift()?.database.close();

  // The hour has gone by, and this worker is never too late for the turn, however slow the machine is.
  const dueMs = Date.parse((resting.error as { details: { dueAt: string } }).details.dueAt);
  const aheadMs = dueMs - 1_000 - Date.now();
  await work(() => new Date(Math.min(Date.now() + aheadMs, dueMs + 100)));
  await wake([runId]);
  await expect.poll(() => completed([runId]), { timeout: 15_000 }).toBe(1);
  // No further turn was taken, and the one it had was not used too early.
  expect((await database.prisma.rateTurn.findFirstOrThrow()).freeAt).toEqual(freeAt);
  const step = await database.prisma.step.findFirstOrThrow({ where: { runId } });
  expect(step.startedAt?.getTime()).toBeGreaterThanOrEqual(freeAt.getTime() - 1_000 - ROUGHLY_MS);
}, 60_000);

test("a time that the service names holds for everybody who calls it", async () => {
  const workspaceId = await workspace();
  refuse.set("#a", 3);
  await work();
  await runs(1, "slack.post-message", message("#a"), workspaceId);
  const refusedAt = () => arrivalsOf("#a")[0] ?? Number.NaN;
  // The turn that the refused call took was over a second after it at the latest.
  await expect
    .poll(
      async () => {
        const row = await database.prisma.rateTurn.findFirst();
        return (row?.freeAt.getTime() ?? 0) - (performance.timeOrigin + refusedAt());
      },
      { timeout: 15_000 },
    )
    .toBeGreaterThan(2_000);
  const next = await runs(1, "slack.post-message", message("#a"), workspaceId);
  await expect.poll(() => completed(next), { timeout: 15_000 }).toBe(1);
  expect((arrivalsOf("#a")[1] ?? 0) - refusedAt()).toBeGreaterThan(3_000 - ROUGHLY_MS);
}, 60_000);
