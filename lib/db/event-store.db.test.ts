/** What `record` does beside another process's transaction. Its outcomes as ingest meets them are in lib/server/hooks. */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../base/ids";
import type { NewDelivery } from "../ingest/event-store";
import { type Database, openDatabase } from "./database";
import { createEventStore } from "./event-store";
import { createTestDatabase, type TestDatabase } from "./test-database";

let testDatabase: TestDatabase;
let database: Database;
let other: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  other = new pg.Client(testDatabase.url);
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await database.close();
  await testDatabase.drop();
});

const ENDPOINT = "ep_1";

function delivery(externalEventId: string): NewDelivery {
  const envelope = { externalEventId, event: "email_clicked", occurredAt: null };
  const event = { id: newId("evt"), envelope, payload: {}, status: "unmatched", heldReason: null };
  return {
    id: newId("dlv"),
    workspaceId: "ws_1",
    endpointId: ENDPOINT,
    status: "accepted",
    reason: null,
    message: null,
    headers: {},
    body: null,
    receivedAt: new Date(),
    event: { ...event, claimsId: true, runs: [] } as never,
  };
}

const waiting = async () =>
  (
    await database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
  ).rowCount;

test("a duplicate that waited for the first delivery's commit in another process names its event", async () => {
  const store = createEventStore(database);
  const second = delivery("same");
  await other.query("begin");
  await other.query(
    "insert into event_key (endpoint_id, external_event_id, event_id) values ($1, 'same', 'evt_first')",
    [ENDPOINT],
  );
  const recorded = store.record(second);
  await expect.poll(waiting).toBe(1);
  await other.query("commit");
  expect(await recorded).toEqual({ deliveryId: second.id, eventId: "evt_first", duplicate: true });
  const kept = await database.prisma.delivery.findUnique({ where: { id: second.id } });
  expect(kept).toMatchObject({ status: "duplicate", eventId: "evt_first" });
});
