/** kill -9 in the middle of a call: what may have happened is asked, and a run that stops every worker is found without harm to others. */
import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunDetail } from "@/lib/contracts/runs";
import { getApp } from "@/lib/server/app";
import { askApi, startTestApp, type TestApp } from "@/lib/server/app.test-support";
import { killWorkers, sendUntilTaken, startWorkerProcess } from "./chaos.test-support";

let app: TestApp;
/** Stands in for Slack and for an HTTP API; what it does with a call is up to the test. */
let server: Server;
let host: string;
let calls: { path: string; key: string | undefined; text: string }[] = [];
let onCall: (text: string) => Promise<void> | void = () => undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray().catch(() => [])).toString();
    calls.push({
      path: request.url ?? "",
      key: request.headers["idempotency-key"] as string | undefined,
      text,
    });
    await onCall(text);
    response.setHeader("content-type", "application/json").end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  app = await startTestApp({ HOOKLINE_ALLOW_HOSTS: host, HOOKLINE_LOG_LEVEL: "error" });
});
afterAll(async () => {
  await killWorkers();
  server.closeAllConnections();
  server.close();
  await app.close();
});

const api = (where: string, body?: unknown) => askApi(where, { body });

const node = (id: string, type: string, config: object, more: object = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
  ...more,
});
const httpNode = {
  method: "POST",
  bodyType: "json",
  json: { event: "{{ trigger.event_id }}" },
};

/** Published, one step after the other. The answer sends it clicks by their event ids. */
async function publish(steps: { id: string }[]) {
  const nodes = [node("trigger", "customer-io.email-link-clicked", {}), ...steps];
  const edges = steps.map(({ id }, index) => {
    const source = nodes[index]?.id;
    return { id: `${source}-${id}`, source, target: id };
  });
  const { body: workflow } = await api("/workflows", { document: { formatVersion: 1, nodes, edges } });
  const { body: published } = await api(`/workflows/${workflow.id}/publish`, {});
  const { connectionId, endpointId } = published.webhook;
  const { body: generated } = await api(`/connections/${connectionId}/generated-key`, {});
  const send = (ids: string[]) => Promise.all(ids.map((id) => click(endpointId, generated.key, id)));
  const unpublish = () => api(`/workflows/${workflow.id}/unpublish`, {});
  return { send, unpublish };
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

/** The id of the run that it starts. */
async function click(endpointId: string, key: string, id: string): Promise<string> {
  const body = JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: Math.floor(Date.now() / 1000),
    data: { href: "https://shop.test/pricing", identifiers: { id: "c", email: "a@b.test" } },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = { "x-cio-timestamp": timestamp, "x-cio-signature": signature };
  const receive = () => getApp().receiveDelivery({ endpointId, headers, body: bytes(body) });
  expect((await sendUntilTaken(receive)).status).toBe(200);
  const { prisma } = getApp().database;
  const event = await prisma.event.findFirstOrThrow({ where: { externalEventId: id } });
  return (await prisma.run.findFirstOrThrow({ where: { eventId: event.id } })).id;
}

const view = async (runId: string): Promise<RunDetail> => (await api(`/runs/${runId}`)).body;
const until = async (runId: string, status: string, timeout = 40_000) => {
  await expect.poll(async () => (await view(runId)).status, { timeout, interval: 50 }).toBe(status);
  return view(runId);
};
const triesOf = (run: RunDetail, nodeId: string) =>
  run.steps.find((step) => step.nodeId === nodeId)?.attempts.map(({ status }) => status);

test("a Slack message that was cut short is asked about, and each answer does what it says", async () => {
  const { body: slack } = await api("/connections", {
    integrationId: "slack",
    name: "Slack",
    values: { webhookUrl: `http://${host}/slack` },
  });
  const post = node(
    "post",
    "slack.post-message",
    { text: "{{ trigger.event_id }}" },
    { connectionId: slack.id },
  );
  const { send, unpublish } = await publish([
    post,
    node("http", "http.request", { ...httpNode, url: `http://${host}/http` }),
  ]);
  onCall = (text) => (text.includes("event") ? undefined : new Promise(() => undefined));

  startWorkerProcess();
  const runs = await send(["ask-skip", "ask-repeat", "ask-fail", "ask-cancel"]);
  await expect.poll(() => calls.length, { timeout: 30_000, interval: 10 }).toBe(4);
  const live = await view(runs[0] ?? "");
  expect([live.status, live.steps.map(({ nodeId, status }) => [nodeId, status])]).toEqual([
    "running",
    [["post", "running"]],
  ]);
  await killWorkers();
  onCall = () => undefined;
  startWorkerProcess();

  for (const id of runs) {
    const run = await until(id, "waiting");
    expect([run.needsAnswer, triesOf(run, "post")]).toEqual([true, ["interrupted"]]);
  }
  expect(calls).toHaveLength(4);
  const [skip = "", repeat = "", fail = "", cancel = ""] = runs;
  const reply = (id: string, answer: string) =>
    api(`/runs/${id}/answer`, { nodeId: "post", attempt: 1, answer });
  expect((await reply(skip, "skip")).status).toBe(200);
  expect((await reply(repeat, "repeat")).status).toBe(200);
  expect((await reply(fail, "fail")).status).toBe(200);
  await api(`/runs/${cancel}/cancel`, {});
  const late = await reply(cancel, "repeat");
  expect([late.status, late.body.error.message]).toEqual([409, expect.stringContaining("was canceled")]);
  const twice = await reply(skip, "repeat");
  expect([twice.status, twice.body.error.message]).toEqual([
    409,
    expect.stringContaining("answered already"),
  ]);

  const skipped = await until(skip, "completed");
  expect([skipped.needsAnswer, triesOf(skipped, "post")]).toEqual([false, ["interrupted"]]);
  expect(triesOf(await until(repeat, "completed"), "post")).toEqual(["interrupted", "completed"]);
  expect((await until(fail, "failed")).error?.nodeId).toBe("post");
  const posted = calls.filter((call) => call.path === "/slack").map(({ text }) => JSON.parse(text).text);
  expect(posted.toSorted()).toEqual(["ask-cancel", "ask-fail", "ask-repeat", "ask-repeat", "ask-skip"]);
  await unpublish();
  await killWorkers();
});

test("a run that stops every worker is failed, and the runs beside it complete", async () => {
  calls = [];
  // The worker that makes this call does not live to see its answer.
  onCall = (text) => {
    if (!text.includes("poison")) return;
    void killWorkers();
    return new Promise(() => undefined);
  };
  const { send } = await publish([node("http", "http.request", { ...httpNode, url: `http://${host}/http` })]);
  const innocent = await send(Array.from({ length: 30 }, (_, index) => `beside-${index}`));
  const [poison = ""] = await send(["poison"]);
  await send(Array.from({ length: 30 }, (_, index) => `beside-${index + 30}`)).then((ids) =>
    innocent.push(...ids),
  );

  let keep = true;
  const supervise = () => {
    if (keep) startWorkerProcess().once("exit", supervise);
  };
  supervise();
  try {
    const run = await until(poison, "failed", 240_000);
    expect(run.error).toMatchObject({
      nodeId: "http",
      message: expect.stringContaining("stopped the worker twice"),
    });
    expect(triesOf(run, "http")).toEqual(["interrupted", "interrupted", "interrupted", "interrupted"]);
    for (const id of innocent) await until(id, "completed");
    const keys = new Set(calls.filter(({ text }) => text.includes("poison")).map(({ key }) => key));
    expect([...keys]).toEqual([`${poison}:http`]);
    expect(calls.filter(({ text }) => text.includes("poison"))).toHaveLength(4);
  } finally {
    keep = false;
  }
}, 300_000);
