import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, siblingId } from "@/lib/base/ids";
import { type Database, openDatabase } from "@/lib/db/database";
import { ensurePartitions } from "@/lib/db/partitions";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { createLogger } from "./logger";
import { startUpkeep } from "./upkeep";

const DAY_MS = 86_400_000;
let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function storeRun(daysAgo: number): Promise<string> {
  const at = Date.now() - daysAgo * DAY_MS;
  const client = await database.pool.connect();
  await ensurePartitions(client, at);
  client.release();
  const id = newId("run", at);
  await database.pool.query(
    `insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, created_at)
     values ($1, 'ws_1', 'wf_1', 'wfv_1', $2, 'completed', '{}', $3)`,
    [id, siblingId("evt", id), new Date(at)],
  );
  return id;
}
const upkeep = async (retentionDays: number) => {
  const logger = createLogger("silent");
  await startUpkeep({ database, logger, retentionDays })();
  const { rows } = await database.pool.query("select id from run order by id");
  return rows.map(({ id }) => id);
};

test("history past its time goes, the rest stays, and 0 days keep all", async () => {
  const old = await storeRun(50);
  const kept = await storeRun(20);
  expect(await upkeep(0)).toEqual([old, kept]);
  expect(await upkeep(30)).toEqual([kept]);
});

test("a database that cannot be reached is no reason to end", async () => {
  const away = openDatabase({ url: "postgresql://nobody@127.0.0.1:1/nothing" });
  await startUpkeep({ database: away, logger: createLogger("silent"), retentionDays: 30 })();
  await away.close();
});
