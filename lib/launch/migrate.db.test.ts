import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { migrate } from "./migrate";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

test("a migrated database needs nothing more, also when several ask at once", async () => {
  expect(await Promise.all([1, 2, 3].map(() => migrate(database.url)))).toEqual([[], [], []]);
});

test("one event starts a version once, unless it is a replay", async () => {
  const insert = (id: string, replayOf: string | null) =>
    client.query(
      `insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, replay_of, status, trigger_output)
       values ($1, 'ws_1', 'wf_1', 'wfv_1', 'evt_1', $2, 'pending', '{}')`,
      [id, replayOf],
    );
  await insert("run_1", null);
  await expect(insert("run_2", null)).rejects.toThrow(/unique/);
  await insert("run_3", "run_1");
  await insert("run_4", "run_1");
});

test("a migration that changed after it was applied is refused", async () => {
  await client.query("update _prisma_migrations set checksum = 'other'");
  await expect(migrate(database.url)).rejects.toThrow(/was changed after it was applied/);
});
