/** Draft against live version over stored events, through the API, on a real database. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import type { JsonObject } from "@/lib/base/json";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const CLICK = "customer-io.email-link-clicked";
let app: TestApp;
let workspaceId = "";
let endpointId = "";

beforeAll(async () => {
  app = await startTestApp();
  workspaceId = app.workspaceId;
  const { body } = await ask("/connections", { integrationId: "customer-io", name: "Shop", values: {} });
  endpointId = body.webhook.endpointId;
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  await getApp().database.prisma.event.deleteMany({});
});

const ask = (path: string, body?: object, method?: string) => askApi(path, { method, body });

const example = lookupTrigger(CLICK)?.payloadExample as { data: object };
/** Each a millisecond later than the one before, in its id too. */
let clock = Date.now() - 3_600_000;
const newEvent = (path: string) => {
  const [at, href] = [clock++, `https://shop.test${path}`];
  return {
    id: newId("evt", at),
    workspaceId,
    endpointId,
    type: "email_clicked",
    status: "routed",
    payload: { ...example, data: { ...example.data, href } },
    receivedAt: new Date(at),
    url: href,
  };
};
const addEvent = async (path: string, more: object = {}) => {
  const data = { ...newEvent(path), ...more };
  await getApp().database.prisma.event.create({ data });
  return data.id;
};

const step = (id: string, type: string, config: JsonObject = {}): WorkflowNode => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
});
const pathContains = (value: string) => ({
  match: "any",
  conditions: value
    .split(" ")
    .map((part) => ({ field: "{{ trigger.href }}", type: "url", operator: "contains", value: part })),
});
/** Only clicks on one of the paths get to the message. */
const filtered = (paths: string): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [
    step("trigger", CLICK),
    step("filter", "flow.filter", { conditions: pathContains(paths) }),
    step("message", "preview.message", { text: "clicked" }),
  ],
  edges: [
    { id: "a", source: "trigger", target: "filter" },
    { id: "b", source: "filter", target: "message" },
  ],
});
/** Clicks on the path go by a branch of their own, to the same message. */
const branched = (path: string): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [
    step("trigger", CLICK),
    step("filter", "flow.branch", {
      branches: [{ id: "own", name: "Own way", conditions: pathContains(path) }],
    }),
    step("message", "preview.message", { text: "clicked" }),
  ],
  edges: [
    { id: "a", source: "trigger", target: "filter" },
    { id: "b", source: "filter", target: "message", branch: "own" },
    { id: "c", source: "filter", target: "message", branch: "otherwise" },
  ],
});

const publish = async (document: WorkflowDocument) => {
  const { body } = await ask("/workflows", { document });
  expect((await ask(`/workflows/${body.id}/publish`, {})).status).toBe(200);
  return body.id as string;
};
const edit = async (id: string, document: WorkflowDocument) => {
  const { revision } = (await ask(`/workflows/${id}`)).body;
  expect((await ask(`/workflows/${id}/draft`, { document, revision }, "PUT")).status).toBe(200);
};

test("tells what is newly matched, no longer matched and the same, each with both ways", async () => {
  const id = await publish(filtered("/pricing /docs"));
  await edit(id, filtered("/pricing /blog"));
  const blog = await addEvent("/blog/1");
  const docs = await addEvent("/docs");
  for (const path of ["/pricing", "/pricing?b", "/home"]) await addEvent(path);
  const { body } = await ask(`/workflows/${id}/backtest`);
  expect(body).toMatchObject({
    liveVersion: 1,
    events: 5,
    cutShort: false,
    counts: { newlyMatched: 1, noLongerMatched: 1, changedPath: 0, same: 3 },
    matched: { before: 3, after: 3 },
    sample: null,
    guessed: [],
  });
  expect(body.examples.newlyMatched).toMatchObject([
    {
      eventId: blog,
      about: "https://shop.test/blog/1",
      before: { ends: "filtered", steps: [{ name: "Filter", does: "stopped" }] },
      after: {
        ends: "completed",
        steps: [
          { nodeId: "filter", does: "passed" },
          { nodeId: "message", type: "preview.message", does: "acts" },
        ],
      },
    },
  ]);
  expect(body.examples.noLongerMatched.map(({ eventId }: { eventId: string }) => eventId)).toEqual([docs]);
});

test("another branch to the same action is a changed path, by its name", async () => {
  const id = await publish(branched("/pricing"));
  await edit(id, branched("/docs"));
  for (const path of ["/pricing", "/docs", "/home"]) await addEvent(path);
  const { body } = await ask(`/workflows/${id}/backtest`);
  expect(body.counts).toEqual({ newlyMatched: 0, noLongerMatched: 0, changedPath: 2, same: 1 });
  const [docs] = body.examples.changedPath;
  expect([docs.before.steps[0].branches, docs.after.steps[0].branches]).toEqual([["Otherwise"], ["Own way"]]);
});

test("looks at the newest first, so many as were asked for, across pages", async () => {
  const { body: made } = await ask("/workflows", { document: filtered("/pricing") });
  await getApp().database.prisma.event.createMany({
    data: Array.from({ length: 1_102 }, (_, index) => newEvent(index < 1_000 ? "/home" : "/pricing")),
  });
  const count = async (events: number) => (await ask(`/workflows/${made.id}/backtest?events=${events}`)).body;
  expect(await count(102)).toMatchObject({ events: 102, counts: { newlyMatched: 102, same: 0 } });
  const all = await count(10_000);
  expect(all).toMatchObject({ events: 1_102, counts: { newlyMatched: 102, same: 1_000 } });
  expect([all.examples.newlyMatched.length, all.examples.same.length]).toEqual([100, 20]);
  expect((await ask(`/workflows/${made.id}/backtest`)).body.events).toBe(1_000);
});

test("only of the trigger's type, at its endpoint, in this workspace, and verified", async () => {
  const { body: made } = await ask("/workflows", { document: filtered("/pricing") });
  await addEvent("/pricing", { type: "email_opened" });
  await addEvent("/pricing", { endpointId: "ep_other" });
  await addEvent("/pricing", { workspaceId: "ws_other" });
  await addEvent("/pricing", { status: "held", heldReason: "no_signing_key" });
  expect((await ask(`/workflows/${made.id}/backtest`)).body).toMatchObject({ liveVersion: null, events: 0 });
  await addEvent("/pricing");
  expect((await ask(`/workflows/${made.id}/backtest`)).body).toMatchObject({
    events: 1,
    counts: { newlyMatched: 1 },
    matched: { before: 0, after: 1 },
  });
});

test("another trigger is heard by other events", async () => {
  const id = await publish(filtered("/pricing"));
  const opened = filtered("/pricing");
  await edit(id, {
    ...opened,
    nodes: [step("trigger", "customer-io.email-opened"), step("message", "preview.message", { text: "x" })],
    edges: [{ id: "a", source: "trigger", target: "message" }],
  });
  await addEvent("/pricing");
  await addEvent("/pricing", { type: "email_opened" });
  expect((await ask(`/workflows/${id}/backtest`)).body).toMatchObject({
    events: 2,
    counts: { newlyMatched: 1, noLongerMatched: 1 },
  });
});

test("without an event the built-in example shows the way; without a trigger there is nothing", async () => {
  const { body: made } = await ask("/workflows", { document: filtered("/") });
  expect((await ask(`/workflows/${made.id}/backtest`)).body).toMatchObject({
    events: 0,
    since: null,
    sample: { before: null, after: { ends: "completed" } },
  });
  const { body: empty } = await ask("/workflows", {});
  expect((await ask(`/workflows/${empty.id}/backtest`)).body).toMatchObject({ events: 0, sample: null });
});

test("names steps that decide by an answer which only a real call would bring", async () => {
  const document = filtered("/pricing");
  const { body: made } = await ask("/workflows", {
    document: {
      ...document,
      nodes: [
        ...document.nodes,
        step("crm", "http.request", { url: "https://crm.test" }),
        step("known", "flow.filter", {
          conditions: {
            match: "all",
            conditions: [{ field: "{{ steps.crm.ok }}", type: "boolean", operator: "is_true" }],
          },
        }),
      ],
    },
  });
  expect((await ask(`/workflows/${made.id}/backtest`)).body.guessed).toEqual([
    { nodeId: "known", name: "Filter" },
  ]);
});

test("no run and nothing else comes of it, and it knows its limits", async () => {
  const id = await publish(filtered("/pricing"));
  await addEvent("/pricing");
  const before = await getApp().database.prisma.run.count();
  expect((await ask(`/workflows/${id}/backtest`)).body.events).toBe(1);
  expect(await getApp().database.prisma.run.count()).toBe(before);
  expect((await ask(`/workflows/${id}/backtest?events=10001`)).status).toBe(400);
  expect((await ask("/workflows/wf_unknown/backtest")).status).toBe(404);
});
