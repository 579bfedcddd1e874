/** Two processes' caches on one database, and changes made behind their backs. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "../base/ids";
import { type Database, openDatabase } from "./database";
import { createEndpointCache, type EndpointCache } from "./endpoint-cache";
import { createEventStore } from "./event-store";
import { storeWorkflow, storeWorkspace } from "./stored-workflow.test-support";
import { createTestDatabase, type TestDatabase } from "./test-database";

let testDatabase: TestDatabase;
let database: Database;
let cache: EndpointCache;
let reads: number;
const endpointId = newId("ep");
let workspaceId: string;

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
  const store = createEventStore(database);
  reads = 0;
  cache = createEndpointCache({
    url: testDatabase.url,
    maxAgeMs: 600_000,
    find: (id) => {
      reads++;
      return store.findEndpoint(id);
    },
  });
  workspaceId = await storeWorkspace(database);
  await database.prisma.endpoint.create({
    data: { id: endpointId, workspaceId, integrationId: "customer-io", generatedKey: "g" },
  });
  await cache.find(endpointId);
  const listening = () =>
    database.pool.query(
      "select 1 from pg_stat_activity where datname = current_database() and application_name = 'hookline endpoints' and query like 'listen%'",
    );
  await expect.poll(async () => (await listening()).rowCount).toBe(1);
});
afterEach(async () => {
  await cache.close();
  await database.close();
  await testDatabase.drop();
});

async function publish(): Promise<void> {
  const workflow = await storeWorkflow(database, {}, workspaceId);
  await database.prisma.subscription.create({
    data: { ...workflow, endpointId, triggerType: "t", event: "e", config: {} },
  });
}

test("an endpoint is read once, and again after a workflow was published, unpublished or a key pasted", async () => {
  const before = reads;
  for (let i = 0; i < 50; i++) await cache.find(endpointId);
  expect(reads).toBe(before);
  await publish();
  await expect.poll(async () => (await cache.find(endpointId))?.subscriptions.length).toBe(1);
  await database.prisma.endpoint.update({ where: { id: endpointId }, data: { pastedKey: "p" } });
  await expect.poll(async () => (await cache.find(endpointId))?.pastedKey).toBe("p");
  await database.prisma.subscription.deleteMany({ where: { endpointId } });
  await expect.poll(async () => (await cache.find(endpointId))?.subscriptions.length).toBe(0);
});

test("the time of its last event is no change; an address that was never issued is asked for each time", async () => {
  const before = reads;
  await database.prisma.endpoint.update({ where: { id: endpointId }, data: { lastEventAt: new Date() } });
  await cache.find(endpointId);
  expect(reads).toBe(before);
  expect([await cache.find("ep_none"), await cache.find("ep_none")]).toEqual([null, null]);
  expect(reads).toBe(before + 2);
});

test("what cannot be read is not kept", async () => {
  const failing = createEndpointCache({
    url: testDatabase.url,
    maxAgeMs: 600_000,
    find: async () => {
      reads++;
      if (reads === 1) throw new Error("away");
      return null;
    },
  });
  reads = 0;
  await expect(failing.find("ep_x")).rejects.toThrow("away");
  expect(await failing.find("ep_x")).toBeNull();
  await failing.close();
});
