/** What the builder judges conditions on: the last real events, through the API, on a real database. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const CLICK = lookupTrigger("customer-io.email-link-clicked");
let app: TestApp;
let workspaceId = "";

beforeAll(async () => {
  app = await startTestApp();
  workspaceId = app.workspaceId;
});
afterAll(async () => {
  await app.close();
});

const ask = (path: string, body?: object) => askApi(path, { body });
const example = CLICK?.payloadExample as { data: object };
let clock = Date.parse("2026-11-24T12:00:00Z");
const addEvent = (more: object = {}, href = "https://example.com/a") =>
  getApp().database.prisma.event.create({
    data: {
      id: newId("evt", clock),
      workspaceId,
      endpointId: "ep_1",
      type: CLICK?.event ?? "",
      status: "routed",
      payload: { ...example, data: { ...example.data, href } },
      receivedAt: new Date(clock++),
      url: href,
      ...more,
    },
  });

test("are those of the trigger's type in this workspace, verified, readable and small, newest first", async () => {
  const { body: workflow } = await ask("/workflows", { triggerType: "customer-io.email-link-clicked" });
  const path = `/workflows/${workflow.id}/recent-outputs`;
  expect((await ask(path)).body).toEqual({ events: [] });
  await addEvent({}, "https://example.com/old");
  await addEvent({ type: "email_opened" });
  await addEvent({ workspaceId: "ws_other" });
  await addEvent({ status: "held", heldReason: "no_signing_key" });
  // Random, because what is stored is compressed.
  await addEvent({ payload: { ...example, padding: randomBytes(80_000).toString("base64") } });
  await addEvent({ url: null, subject: "Our new prices" }, "https://example.com/new");
  const { status, body } = await ask(path);
  expect(status).toBe(200);
  expect(
    body.events.map(({ about, output }: { about: string; output: { href: string } }) => [about, output.href]),
  ).toEqual([
    ["Our new prices", "https://example.com/new"],
    ["https://example.com/old", "https://example.com/old"],
  ]);
  expect(CLICK?.output.parse(body.events[0].output)).toEqual(body.events[0].output);
});

test("show the fields that the provider sends beyond the schema, with the newest value", async () => {
  const { body: workflow } = await ask("/workflows", { triggerType: "customer-io.email-link-clicked" });
  const path = `/workflows/${workflow.id}/seen-fields`;
  const before = (await ask(path)).body;
  const withMore = (more: object) =>
    addEvent({ payload: { ...example, data: { ...example.data, ...more } } });
  await withMore({ shop_plan: "free" });
  await withMore({ shop_plan: "pro" });
  const { status, body } = await ask(path);
  expect(status).toBe(200);
  expect(body.eventCount).toBe(before.eventCount + 2);
  expect(body.fields.find(({ key }: { key: string }) => key === "shop_plan")).toEqual({
    key: "shop_plan",
    path: "raw.data.shop_plan",
    label: "shop_plan",
    type: "text",
    optional: true,
    example: "pro",
    seenIn: 2,
  });
  expect(body.fields.some(({ path: at }: { path: string }) => at === "raw.data.href")).toBe(false);
});

test("are at most a hundred", async () => {
  const { body: workflow } = await ask("/workflows", { triggerType: "customer-io.email-link-clicked" });
  for (let count = 0; count < 105; count++) await addEvent({}, `https://example.com/${count}`);
  const { body } = await ask(`/workflows/${workflow.id}/recent-outputs`);
  expect(body.events).toHaveLength(100);
  expect(body.events[0].output.href).toBe("https://example.com/104");
});

test("are none for a workflow without a trigger, and not for somebody else's", async () => {
  const { body: workflow } = await ask("/workflows", {});
  expect((await ask(`/workflows/${workflow.id}/recent-outputs`)).body).toEqual({ events: [] });
  expect((await ask(`/workflows/${workflow.id}/seen-fields`)).body).toEqual({ eventCount: 0, fields: [] });
  expect((await ask("/workflows/wf_unknown/recent-outputs")).status).toBe(404);
  expect((await ask("/workflows/wf_unknown/seen-fields")).status).toBe(404);
});
