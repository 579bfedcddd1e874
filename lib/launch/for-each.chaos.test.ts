/** kill -9 in the middle of a loop: the run goes on with the items that were not done, and no call is made twice without a word of it. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunDetail, StepView } from "@/lib/contracts/runs";
import { enqueueRun, storeRun, storeWorkflow } from "@/lib/db/stored-workflow.test-support";
import { getApp } from "@/lib/server/app";
import { askApi, startTestApp, type TestApp } from "@/lib/server/app.test-support";
import { killWorkers, startWorkerProcess } from "./chaos.test-support";

const ITEMS = 40;
const AT_ONCE = 4;
const KILLS = 3;
let app: TestApp;
/** Answers each call after a moment, so that some are always under way. */
let server: Server;
const calls: { item: number; key: string }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray().catch(() => [])).toString();
    // Its sender was killed before it had said anything.
    if (text === "") return response.end();
    const key = String(request.headers["idempotency-key"]);
    calls.push({ item: (JSON.parse(text) as { item: number }).item, key });
    setTimeout(() => response.setHeader("content-type", "application/json").end('{"ok":true}'), 100);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = await startTestApp({ HOOKLINE_ALLOW_HOSTS: host, HOOKLINE_LOG_LEVEL: "error" });
});
afterAll(async () => {
  await killWorkers();
  server.closeAllConnections();
  server.close();
  await app.close();
});

const node = (id: string, type: string, config: object) => ({ id, type, config, position: { x: 0, y: 0 } });
const edge = (source: string, target: string, branch?: string) => ({
  id: `${source}-${target}`,
  source,
  target,
  ...(branch === undefined ? {} : { branch }),
});

async function begin(type: string, config: object): Promise<string> {
  const { database } = getApp();
  const document = {
    formatVersion: 1,
    nodes: [
      node("trigger", "customer-io.email-opened", {}),
      node("each", "flow.for-each", { list: "{{ trigger.list }}", atOnce: AT_ONCE }),
      node("tell", type, config),
      node("after", "flow.set-fields", { fields: { done: "{{ steps.each.count }}" } }),
    ],
    edges: [edge("trigger", "each"), edge("each", "tell", "each"), edge("each", "after", "done")],
  };
  const workflow = await storeWorkflow(database, document, app.workspaceId);
  const list = Array.from({ length: ITEMS }, (_, index) => index);
  const runId = await storeRun(database, workflow, { triggerOutput: { list } });
  await enqueueRun(database, runId);
  return runId;
}

const view = async (runId: string, item?: number): Promise<RunDetail> =>
  (await askApi(`/runs/${runId}${item === undefined ? "" : `?iteration=each%23${item}`}`)).body;
const until = async (runId: string, statuses: string[]) => {
  await expect
    .poll(async () => (await view(runId)).status, { timeout: 90_000, interval: 50 })
    .toBeOneOf(statuses);
  return view(runId);
};

/** Kills the worker again and again while it makes calls; the last one is left to finish. */
async function killAmidCalls(): Promise<void> {
  for (let kill = 0; kill < KILLS; kill++) {
    const before = calls.length;
    startWorkerProcess();
    await expect.poll(() => calls.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + AT_ONCE);
    await killWorkers();
  }
  startWorkerProcess();
}

async function tellOf(runId: string, item: number): Promise<StepView> {
  const { steps } = await view(runId, item);
  const found = steps.find(({ nodeId }) => nodeId === "tell");
  if (found === undefined) throw new Error(`Item ${item} has no step.`);
  return found;
}

test("a killed worker's loop goes on and ends; a call that was made twice is shown as interrupted before", async () => {
  const host = process.env.HOOKLINE_ALLOW_HOSTS ?? "";
  const runId = await begin("http.request", {
    method: "POST",
    url: `http://${host}/x`,
    bodyType: "json",
    json: { item: "{{ steps.each.item }}" },
  });
  await killAmidCalls();
  const run = await until(runId, ["completed", "failed"]);
  expect([run.status, run.loops[0]?.total, run.loops[0]?.iterations.length]).toEqual([
    "completed",
    ITEMS,
    ITEMS,
  ]);
  expect(run.steps.find(({ nodeId }) => nodeId === "after")?.output).toEqual({ fields: { done: ITEMS } });
  let interrupted = 0;
  for (let item = 0; item < ITEMS; item++) {
    const step = await tellOf(runId, item);
    const made = calls.filter((call) => call.item === item);
    const cutShort = step.attempts.filter(({ status }) => status === "interrupted").length;
    interrupted += cutShort;
    expect(step.status, `item ${item}`).toBe("completed");
    // A try may be cut short before its call has arrived; none arrives without being told.
    expect(made.length, `item ${item}`).toBeGreaterThanOrEqual(1);
    expect(made.length, `item ${item}`).toBeLessThanOrEqual(1 + cutShort);
    expect(new Set(made.map(({ key }) => key)), `item ${item}`).toEqual(new Set([`${runId}:tell#${item}`]));
  }
  expect(interrupted).toBeGreaterThan(0);
  expect(interrupted).toBeLessThanOrEqual(KILLS * AT_ONCE);
});
