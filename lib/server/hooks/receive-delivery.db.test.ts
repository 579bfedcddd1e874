/** The door on a real database: every fixture, every outcome, and what is stored of it. */
import { createHmac, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { lookupTrigger, webhookSourceOf } from "@/lib/catalogue/lookup";
import { type Database, openDatabase } from "@/lib/db/database";
import { createEventStore } from "@/lib/db/event-store";
import { storeWorkflow, storeWorkspace } from "@/lib/db/stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createIngest, type IngestDeps } from "@/lib/ingest/ingest";
import { releaseHeld } from "@/lib/ingest/release-held";

const KEY = "test-signing-key-not-a-real-secret";
const folder = path.resolve(import.meta.dirname, "../../integrations/customer-io/fixtures");
const fixtures = readdirSync(folder);
const named = (prefix: string) =>
  fixtures
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name, readFileSync(path.join(folder, name), "utf8")] as const);

let testDatabase: TestDatabase;
let database: Database;
let deps: IngestDeps;
let now = new Date();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  deps = {
    store: createEventStore(database),
    sourceOf: webhookSourceOf,
    lookupTrigger,
    openKey: (sealed) => sealed,
    clock: () => now,
  };
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const EVENTS = {
  email_clicked: "customer-io.email-link-clicked",
  email_opened: "customer-io.email-opened",
  email_delivered: "customer-io.email-delivered",
  customer_subscribed: "customer-io.customer-subscribed",
};

/** An endpoint whose workspace has a published workflow for each of the four triggers. */
async function endpoint(options: { key?: string; active?: boolean } = {}): Promise<string> {
  const workspaceId = await storeWorkspace(database);
  const [connectionId, endpointId] = [newId("conn"), newId("ep")];
  await database.prisma.connection.create({
    data: { id: connectionId, workspaceId, integrationId: "customer-io", name: "C" },
  });
  await database.prisma.endpoint.create({
    data: {
      id: endpointId,
      workspaceId,
      integrationId: "customer-io",
      connectionId,
      generatedKey: options.key ?? KEY,
      keyActiveAt: options.active === false ? null : new Date(),
    },
  });
  for (const [event, triggerType] of Object.entries(EVENTS)) {
    const workflow = await storeWorkflow(database, {}, workspaceId);
    await database.prisma.subscription.create({
      data: { ...workflow, endpointId, triggerType, event, config: {} },
    });
  }
  return endpointId;
}

function signed(body: string, key = KEY, at = now): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-cio-timestamp": timestamp, "x-cio-signature": signature };
}
const send = (endpointId: string, body: string, headers = signed(body)) =>
  createIngest(deps).ingest({ endpointId, headers, body: Buffer.from(body) });
const stored = async (endpointId: string) => ({
  deliveries: await database.prisma.delivery.findMany({
    where: { endpointId },
    orderBy: { receivedAt: "asc" },
  }),
  events: await database.prisma.event.findMany({ where: { endpointId } }),
});
const click = (id: string = randomUUID()) =>
  JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: 1767225660,
    data: { href: "https://x.test/" },
  });

describe("fixtures", () => {
  const understood = ["event_", "legacy_", "simplified_product_page__"].flatMap((prefix) =>
    named(prefix).map(
      ([name, text]) => [name, name.slice(prefix.length).split(/__|\.json/)[0] ?? "", text] as const,
    ),
  );
  test.each(understood)("%s starts the workflow of %s", async (_, event, text) => {
    const endpointId = await endpoint();
    expect(await send(endpointId, text)).toMatchObject({ outcome: "accepted", runs: 1 });
    const { events } = await stored(endpointId);
    expect(events).toMatchObject([{ type: event, status: "routed", payload: JSON.parse(text) }]);
    const run = await database.prisma.run.findFirstOrThrow({ where: { eventId: events[0]?.id ?? "" } });
    expect(run.triggerOutput).toMatchObject({ event: event.replace("_", ".") });
    const { rows } = await database.pool.query(
      "select payload from graphile_worker._private_jobs where payload::jsonb ? $1",
      [run.id],
    );
    expect(rows).toEqual([{ payload: [run.id] }]);
  });
  test.each(named("other_"))("%s is stored and starts nothing", async (_, text) => {
    const endpointId = await endpoint();
    expect(await send(endpointId, text)).toMatchObject({ outcome: "unmatched" });
    const { events } = await stored(endpointId);
    expect(events).toMatchObject([{ status: "unmatched" }]);
    expect(await database.prisma.run.count({ where: { eventId: events[0]?.id ?? "" } })).toBe(0);
  });
  test.each(named("bad_"))("%s is kept as it came", async (_, text) => {
    const endpointId = await endpoint();
    expect(await send(endpointId, text)).toMatchObject({ outcome: "unreadable" });
    const { deliveries, events } = await stored(endpointId);
    expect(events).toEqual([]);
    expect(deliveries).toMatchObject([{ status: "unreadable" }]);
    expect(Buffer.from(deliveries[0]?.body ?? []).toString()).toBe(text);
  });
  test.each(named("signed_request__"))("%s", async (name, text) => {
    const request = JSON.parse(text);
    const endpointId = await endpoint({ key: request.signing_key });
    now = new Date(request.receiver_clock_unix * 1000);
    const headers = Object.fromEntries(
      Object.entries<string>(request.headers).map(([key, value]) => [key.toLowerCase(), value]),
    );
    const result = await createIngest(deps).ingest({
      endpointId,
      headers,
      body: Buffer.from(request.body_base64, "base64"),
    });
    now = new Date();
    const expected = name.includes("__invalid__") ? "rejected" : name.includes("stale") ? "held" : "accepted";
    expect(result.outcome).toBe(expected);
    expect((await stored(endpointId)).deliveries).toHaveLength(1);
  });
});

describe("a click", () => {
  test("with another key, a changed body or no signature is rejected, visible, and starts nothing", async () => {
    const endpointId = await endpoint();
    const body = click();
    expect(await send(endpointId, body, signed(body, "other"))).toMatchObject({
      outcome: "rejected",
      reason: "signature_mismatch",
    });
    expect(await send(endpointId, `${body} `, signed(body))).toMatchObject({ outcome: "rejected" });
    expect(await send(endpointId, body, {})).toMatchObject({
      outcome: "rejected",
      reason: "signature_missing",
    });
    const { deliveries, events } = await stored(endpointId);
    expect(deliveries.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(events).toEqual([]);
  });
  test("that comes again is a duplicate of the first, also all at once", async () => {
    const endpointId = await endpoint();
    const body = click();
    const results = await Promise.all(Array.from({ length: 20 }, () => send(endpointId, body)));
    expect(results.filter(({ outcome }) => outcome === "accepted")).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(19);
    const { events, deliveries } = await stored(endpointId);
    expect(events).toHaveLength(1);
    expect(new Set(deliveries.map(({ eventId }) => eventId))).toEqual(new Set([events[0]?.id]));
    expect(await database.prisma.run.count({ where: { eventId: events[0]?.id ?? "" } })).toBe(1);
  });
  test("outside of the freshness window is held", async () => {
    const endpointId = await endpoint();
    const body = click();
    const old = new Date(now.getTime() - 301_000);
    expect(await send(endpointId, body, signed(body, KEY, old))).toMatchObject({
      outcome: "held",
      reason: "stale",
    });
  });
  test("at an address that was never issued is unknown, and nothing is stored", async () => {
    expect(await send("ep_nowhere", click())).toEqual({ outcome: "unknown_endpoint" });
    expect((await stored("ep_nowhere")).deliveries).toEqual([]);
  });
  test("with what PostgreSQL refuses in JSON is stored all the same", async () => {
    const endpointId = await endpoint();
    const body = click("nul").replace("https://x.test/", "https://x.test/\\u0000\\ud800");
    expect(await send(endpointId, body)).toMatchObject({ outcome: "accepted" });
  });
  test("with a time that PostgreSQL cannot hold is stored without it", async () => {
    const endpointId = await endpoint();
    const body = click().replace(/"timestamp":\s*\d+/, '"timestamp":253402300800000');
    expect(body).toContain("253402300800000");
    expect(await send(endpointId, body)).toMatchObject({ outcome: "accepted" });
    expect((await stored(endpointId)).events).toMatchObject([{ occurredAt: null }]);
  });
  test("that nests absurdly deep is unreadable, not an error", async () => {
    const endpointId = await endpoint();
    const body = `{"event_id":"e","metric":"clicked","object_type":"email","data":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(await send(endpointId, body)).toMatchObject({ outcome: "unreadable" });
  });
});

describe("without a key in force", () => {
  test("requests are held, do not use up their event id, and are released by the key that is pasted", async () => {
    const endpointId = await endpoint({ key: "generated", active: false });
    const body = click();
    const forged = click();
    expect(await send(endpointId, body, signed(body, "theirs"))).toMatchObject({
      outcome: "held",
      reason: "no_signing_key",
    });
    expect(await send(endpointId, forged, signed(forged, "nobody's"))).toMatchObject({ outcome: "held" });
    await database.prisma.endpoint.update({
      where: { id: endpointId },
      data: { pastedKey: "theirs", keyActiveAt: new Date() },
    });
    expect(await releaseHeld(deps, endpointId)).toEqual({ released: 1, refused: 1 });
    const { deliveries, events } = await stored(endpointId);
    expect(deliveries.map(({ status }) => status).sort()).toEqual(["accepted", "rejected"]);
    expect(events).toMatchObject([{ status: "routed", heldReason: null }]);
    expect(await send(endpointId, body, signed(body, "theirs"))).toMatchObject({ outcome: "duplicate" });
  });
  test("the generated key comes into force by being used", async () => {
    const endpointId = await endpoint({ key: "generated", active: false });
    const body = click();
    expect(await send(endpointId, body, signed(body, "generated"))).toMatchObject({ outcome: "accepted" });
    expect(await send(endpointId, body, signed(body, "other"))).toMatchObject({ outcome: "rejected" });
  });
});
