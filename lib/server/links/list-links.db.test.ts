/** The catalogue of links through the API, on a real database. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const TYPE = "customer-io.email-link-clicked";
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
const linksOf = async (query: Record<string, string> = {}) =>
  (await ask(`/links?${new URLSearchParams({ trigger: TYPE, ...query })}`)).body;

let clock = Date.now() - 3_600_000;
const addClick = (data: object, more: object = {}) =>
  getApp().database.prisma.event.create({
    data: {
      id: newId("evt", clock),
      workspaceId,
      endpointId: "ep_1",
      type: "email_clicked",
      status: "routed",
      payload: { object_type: "email", metric: "clicked", data },
      receivedAt: new Date(clock++),
      ...more,
    },
  });

test("before anything was clicked, those of the example; none where the trigger is not about links", async () => {
  const { source, links, more } = await linksOf();
  expect([source, more]).toEqual(["example", 0]);
  expect(links.map(({ page }: { page: string }) => page)).toEqual([
    "shop.example.com/pricing?plan=pro",
    "shop.example.com/docs",
    "shop.example.com/customers",
    "shop.example.com/careers",
  ]);
  expect(links[0]).toEqual({
    page: "shop.example.com/pricing?plan=pro",
    address: "https://shop.example.com/pricing?plan=pro",
    clicks: 0,
    machineClicks: 0,
    lastAt: null,
    messages: [],
    messageCount: 0,
  });
  const none = { source: "none", links: [], more: 0 };
  expect(await linksOf({ trigger: "customer-io.email-opened" })).toEqual(none);
  expect(await linksOf({ trigger: "unknown" })).toEqual(none);
});

test("pages with their clicks, people's and machines' apart, messages and last click; most clicks first", async () => {
  const href = "https://www.example.com/pricing/?utm_source=mail";
  await addClick({ href, campaign_id: 23, subject: "Trial", machine: false });
  await addClick({
    href: "http://example.com/pricing#top",
    campaign_id: 23,
    subject: "Trial ends",
    machine: true,
  });
  await addClick({ href: "https://example.com/pricing", newsletter_id: 4, subject: "News" });
  await addClick({ href: "https://example.com/pricing", newsletter_id: 4, subject: "News" });
  const { receivedAt: lastAt } = await addClick({ href: "https://example.com/docs", newsletter_id: 4 });
  await addClick({ href: "https://example.com/other" }, { workspaceId: "ws_other" });
  await addClick({ href: "https://example.com/opened" }, { type: "email_opened" });
  await addClick({ href: "https://example.com/unsigned" }, { heldReason: "no_signing_key" });
  const { source, links, more } = await linksOf();
  expect([source, more]).toEqual(["events", 0]);
  expect(links).toMatchObject([
    {
      page: "example.com/pricing",
      address: "https://example.com/pricing",
      clicks: 3,
      machineClicks: 1,
      messages: [
        { kind: "newsletter", id: "4", subject: "News", clicks: 2 },
        { kind: "campaign", id: "23", subject: "Trial ends", clicks: 1 },
      ],
      messageCount: 2,
    },
    { page: "example.com/docs", clicks: 1, machineClicks: 0, lastAt: lastAt.toISOString() },
  ]);
  const found = async (q: string) => (await linksOf({ q })).links.map(({ page }: { page: string }) => page);
  expect(await found("PRICING")).toEqual(["example.com/pricing"]);
  expect(await found("trial")).toEqual(["example.com/pricing"]);
  expect(await found("https://www.example.com/docs/?utm_source=x")).toEqual(["example.com/docs"]);
  expect(await found("nothing")).toEqual([]);
  expect(await linksOf({ limit: "1" })).toMatchObject({ links: [{ page: "example.com/pricing" }], more: 1 });
  expect((await ask(`/links?trigger=${TYPE}&limit=0`)).status).toBe(400);
  expect((await ask("/links")).status).toBe(400);
});

test("with a connection, those of its endpoint alone", async () => {
  const made = await ask("/connections", { integrationId: "customer-io", name: "Other site", values: {} });
  const connectionId = made.body.id;
  const { id: endpointId } = await getApp().database.prisma.endpoint.findFirstOrThrow({
    where: { connectionId },
  });
  expect((await linksOf({ connectionId })).source).toBe("example");
  await addClick({ href: "https://other.example.com/a" }, { endpointId });
  expect((await linksOf({ connectionId })).links.map(({ page }: { page: string }) => page)).toEqual([
    "other.example.com/a",
  ]);
  expect((await linksOf({ connectionId: "conn_unknown" })).source).toBe("example");
});
