/** A draft over one event, and one step for real: through the API, on a real database, with a real receiver. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const CLICK = "customer-io.email-link-clicked";
const TOKEN = "xoxb-very-secret-token";
let app: TestApp;
let receiver: Server;
let host = "";
let received: { url: string; headers: IncomingHttpHeaders; body: string }[] = [];

beforeAll(async () => {
  // Slack's answer names what it was given, so that a secret comes back.
  receiver = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ url: request.url ?? "", headers: request.headers, body });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, channel: request.headers.authorization ?? "C1", ts: "1.0" }));
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  app = await startTestApp({ HOOKLINE_ALLOW_HOSTS: host });
});
afterAll(async () => {
  await app.close();
  receiver.close();
});
beforeEach(() => {
  received = [];
});

const ask = (path: string, method?: string, body?: object) => askApi(path, { method, body });

const click = lookupTrigger(CLICK)?.sample as Record<string, unknown>;
const node = (id: string, type: string, config: object, more: object = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
  ...more,
});
const people = {
  match: "all",
  conditions: [{ field: "{{ trigger.machine }}", type: "boolean", operator: "is_not_true" }],
};
const document = (...steps: ReturnType<typeof node>[]) => ({
  formatVersion: 1,
  nodes: [node("trigger", CLICK, {}), ...steps],
  edges: steps.map(({ id }, index) => ({
    id: `e${index}`,
    source: steps[index - 1]?.id ?? "trigger",
    target: id,
  })),
});
const call = (url = `http://${host}/crm`) =>
  node("call", "http.request", {
    method: "POST",
    url,
    bodyType: "json",
    headers: { Authorization: "Bearer abc", "X-A": "1" },
    json: { link: "{{ trigger.href }}" },
  });
const newWorkflow = async (draft: object) =>
  (await ask("/workflows", "POST", { name: "Test", document: draft })).body.id as string;

const audited = () => getApp().database.prisma.auditEntry.findMany({ orderBy: { createdAt: "desc" } });

test("each built-in event is followed through the draft, with nothing sent and nothing recorded", async () => {
  const draft = document(node("people", "flow.filter", { conditions: people }), call());
  const id = await newWorkflow(draft);
  const { status, body } = await ask(`/workflows/${id}/example-ways`, "POST", { document: draft });
  expect(status).toBe(200);
  const wayOf = (exampleId: string) =>
    body.ways.find((found: { exampleId: string }) => found.exampleId === exampleId)?.way;
  expect(wayOf("machine-click")).toMatchObject({
    ends: "filtered",
    steps: [{ nodeId: "people", does: "stopped" }],
  });
  expect(wayOf("campaign")).toMatchObject({
    ends: "completed",
    steps: [
      { nodeId: "people", does: "passed" },
      { nodeId: "call", does: "acts" },
    ],
  });
  expect(body.ways).toHaveLength(lookupTrigger(CLICK)?.examples?.length ?? 0);
  expect(received).toEqual([]);
  expect((await ask("/runs")).body.runs).toEqual([]);

  const without = await ask(`/workflows/${id}/example-ways`, "POST", {
    document: { ...draft, nodes: [], edges: [] },
  });
  expect(without.body).toEqual({ ways: [] });
});

test("a draft runs to a step with its exact request, and nothing is sent", async () => {
  const draft = document(
    node("people", "flow.filter", { conditions: people }),
    call(),
    node("say", "preview.message", { text: "{{ steps.call.status }}" }),
  );
  const id = await newWorkflow(draft);
  const to = (event: object) =>
    ask(`/workflows/${id}/test`, "POST", { document: draft, event, nodeId: "call" });
  const human = await to(click);
  expect(human.status).toBe(200);
  expect(human.body).toMatchObject({
    start: { started: true, message: null },
    status: "until",
    steps: [
      { nodeId: "people", status: "passed", report: { branches: [{ group: { passed: true } }] } },
      {
        nodeId: "call",
        status: "would_run",
        input: { json: { link: click.href } },
        requests: [
          {
            kind: "http",
            method: "POST",
            url: `http://${host}/crm`,
            headers: { authorization: "Bearer ••••••", "x-a": "1" },
            body: JSON.stringify({ link: click.href }),
          },
        ],
        destinations: [`POST http://${host}/crm`],
      },
      { nodeId: "say", status: "not_reached" },
    ],
  });
  expect(human.body.steps[0].tookMs).toBeGreaterThan(0);
  const machine = await to({ ...click, machine: true });
  expect(machine.body.steps).toMatchObject([
    { nodeId: "people", status: "filtered" },
    { nodeId: "call", status: "skipped" },
    { nodeId: "say", status: "not_reached" },
  ]);
  const unreadable = await to({ machine: "perhaps" });
  expect(unreadable.body).toMatchObject({ status: "not_started", start: { started: false }, steps: [] });
  expect(received).toEqual([]);
});

test("one step is tested alone, on what is pinned, known or an example", async () => {
  const draft = document(call(), node("say", "preview.message", { text: "{{ steps.call.body.id }}" }));
  const id = await newWorkflow(draft);
  const alone = async (more: object = {}) => {
    const body = { document: draft, event: click, mode: "step", nodeId: "say", ...more };
    const answer = (await ask(`/workflows/${id}/test`, "POST", body)).body;
    return [answer.steps[0].output.value.text, answer.assumed];
  };
  const answer = (value: string) => ({ status: 200, ok: true, headers: {}, body: { id: value } });
  expect(await alone()).toEqual(["42", [{ nodeId: "call", from: "example" }]]);
  expect(await alone({ outputs: { call: answer("known") } })).toEqual([
    "known",
    [{ nodeId: "call", from: "last" }],
  ]);
  await ask(`/workflows/${id}/pins/call`, "PUT", { output: answer("pinned") });
  expect(await alone({ outputs: { call: answer("known") } })).toEqual([
    "pinned",
    [{ nodeId: "call", from: "pin" }],
  ]);
  expect(received).toEqual([]);
});

test("a step is sent for real, once, where it was said to go", async () => {
  const draft = document(call());
  const id = await newWorkflow(draft);
  const order = { document: draft, event: click, nodeId: "call" };
  const destinations = [`POST http://${host}/crm`];
  const elsewhere = await ask(`/workflows/${id}/send`, "POST", {
    ...order,
    destinations: ["POST http://a.test/"],
  });
  expect(elsewhere).toMatchObject({
    status: 409,
    body: { error: { message: expect.stringContaining(host) } },
  });
  expect(received).toEqual([]);
  const sent = await ask(`/workflows/${id}/send`, "POST", { ...order, destinations });
  expect(sent.body.step).toMatchObject({
    status: "passed",
    output: { from: "run", value: { status: 200, body: { ok: true } } },
    requests: [{ headers: { authorization: "Bearer ••••••" } }],
  });
  expect(received).toMatchObject([
    { url: "/crm", headers: { authorization: "Bearer abc" }, body: JSON.stringify({ link: click.href }) },
  ]);
  expect(sent.body.step.requests[0].headers["idempotency-key"]).toBe(received[0]?.headers["idempotency-key"]);
  const entries = await audited();
  expect(entries[0]).toMatchObject({
    action: "step.sent",
    subjectId: id,
    details: { nodeId: "call", destinations },
  });
});

test("a failure is an answer, an address in the own network is refused, and what sends nothing is not sent", async () => {
  const closed = document(call("http://127.0.0.1:8099/crm"));
  const id = await newWorkflow(closed);
  const refused = await ask(`/workflows/${id}/send`, "POST", {
    document: closed,
    event: click,
    nodeId: "call",
    destinations: ["POST http://127.0.0.1:8099/crm"],
  });
  expect(refused.body.step).toMatchObject({ status: "failed", output: null });
  expect(refused.body.step.reason).toMatch(/private|allow/i);
  const silent = document(node("say", "preview.message", { text: "Hello" }));
  const nothing = await ask(`/workflows/${id}/send`, "POST", {
    document: silent,
    event: click,
    nodeId: "say",
    destinations: ["x"],
  });
  expect(nothing).toMatchObject({ status: 422, body: { error: { message: "There is nothing to send." } } });
  const test = { document: silent, event: click, nodeId: "say" };
  expect((await ask("/workflows/wf_other/test", "POST", test)).status).toBe(404);
  expect((await ask("/workflows/wf_other/send", "POST", { ...test, destinations: ["x"] })).status).toBe(404);
  expect((await ask(`/workflows/${id}/test`, "POST", { ...test, nodeId: "gone" })).status).toBe(400);
});

test("a connection's secrets are hidden in what is shown, also where the other side sends them back", async () => {
  const { body: connection } = await ask("/connections", "POST", {
    integrationId: "slack",
    name: "Slack",
    values: { botToken: TOKEN, apiUrl: `http://${host}` },
  });
  const post = { channel: "#a", text: "Hello" };
  const draft = document(node("post", "slack.post-message", post, { connectionId: connection.id }));
  const id = await newWorkflow(draft);
  const order = { document: draft, event: click, nodeId: "post" };
  const tested = await ask(`/workflows/${id}/test`, "POST", order);
  const { destinations } = tested.body.steps[0];
  const sent = await ask(`/workflows/${id}/send`, "POST", { ...order, destinations });
  expect(received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(sent.body.step.output.value.channel).toBe("Bearer ••••••");
  expect(JSON.stringify([tested, sent, await audited()])).not.toContain(TOKEN);
  // Slack's limit of one message a second in a channel is shared with the workers.
  expect((await getApp().database.pool.query("select from rate_turn")).rowCount).toBe(1);
});
