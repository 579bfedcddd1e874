/** kill -9 of a worker with 200 runs in flight: another takes over, and no completed step runs again. */
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getApp } from "@/lib/server/app";
import { askApi, startTestApp, type TestApp } from "@/lib/server/app.test-support";
import example from "../../examples/pricing-follow-up.json";
import { killWorkers, sendUntilTaken, startWorkerProcess } from "./chaos.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

const RUNS = 200;
let app: TestApp;
let receiver: Receiver;

beforeAll(async () => {
  // Longer than the machine may stop for: the worker must not get through all of them before it is killed.
  receiver = await startReceiver(1_500);
  app = await startTestApp({ HOOKLINE_ALLOW_HOSTS: receiver.host, HOOKLINE_LOG_LEVEL: "error" });
});
afterAll(async () => {
  await killWorkers();
  receiver.close();
  await app.close();
});

const post = async (where: string, body: unknown) => (await askApi(where, { body })).body;

async function* bytes(text: string) {
  yield Buffer.from(text);
}

async function sendClicks(endpointId: string, key: string): Promise<void> {
  const send = async (id: string) => {
    const body = JSON.stringify({
      event_id: id,
      object_type: "email",
      metric: "clicked",
      timestamp: 1_767_225_660,
      data: { href: "https://shop.test/pricing", identifiers: { id: "c", email: "a@b.test" } },
    });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
    const headers = { "x-cio-timestamp": timestamp, "x-cio-signature": signature };
    const receive = () => getApp().receiveDelivery({ endpointId, headers, body: bytes(body) });
    expect((await sendUntilTaken(receive)).status).toBe(200);
  };
  await Promise.all(Array.from({ length: RUNS }, (_, index) => send(`chaos-${index}`)));
}

const countRuns = (where: object) => getApp().database.prisma.run.count({ where });

test("a killed worker's runs are finished by another", async () => {
  const document = structuredClone(example.document) as {
    nodes: { id: string; config: Record<string, unknown> }[];
  };
  for (const node of document.nodes) if (node.id === "http") node.config.url = `http://${receiver.host}/x`;
  const { id } = await post("/workflows", { document });
  const { webhook } = await post(`/workflows/${id}/publish`, {});
  const { key } = await post(`/connections/${webhook.connectionId}/generated-key`, {});
  await sendClicks(webhook.endpointId, key);
  expect(await countRuns({ status: "pending" })).toBe(RUNS);

  const first = startWorkerProcess();
  await expect.poll(() => receiver.calls.size, { timeout: 30_000, interval: 10 }).toBeGreaterThan(80);
  first.kill("SIGKILL");
  const killedAt = Date.now();
  const called = receiver.calls.size;
  expect(called).toBeLessThan(RUNS);

  await once(startWorkerProcess(), "message");
  // From when it is ready it looks for the dead every two seconds, twice; how long it took to start is the machine's.
  await expect
    .poll(() => [...receiver.calls.values()].some((count) => count > 1) || receiver.calls.size > called, {
      timeout: 30_000,
      interval: 20,
    })
    .toBe(true);
  // Wanted are 10 s; how long it takes on a machine that may stand still says nothing by a limit.
  console.info(`worker killed with ${RUNS} runs in flight: gone on with after ${Date.now() - killedAt} ms`);
  await expect.poll(() => countRuns({ status: "completed" }), { timeout: 60_000 }).toBe(RUNS);

  // What was called twice had not been recorded as done, and its first try says so.
  const twice = [...receiver.calls].filter(([, count]) => count > 1).map(([event]) => event);
  for (const event of twice) {
    const { id: eventId } = await getApp().database.prisma.event.findFirstOrThrow({
      where: { externalEventId: event },
    });
    const { id: runId } = await getApp().database.prisma.run.findFirstOrThrow({ where: { eventId } });
    const attempts = await getApp().database.prisma.attempt.findMany({
      where: { runId, nodeId: "http" },
      orderBy: { number: "asc" },
    });
    expect(
      attempts.map(({ status }) => status),
      event,
    ).toEqual(["interrupted", "completed"]);
  }
});
