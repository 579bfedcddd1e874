/** Weeks are made ahead, rows find theirs, and old ones go with all that is in them; but not while something in them waits. */
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstIdAt, newId, siblingId } from "../base/ids";
import { dropPartitionsBefore, ensurePartitions, forgetEventKeys } from "./partitions";
import { createTestDatabase, type TestDatabase } from "./test-database";

const DAY_MS = 86_400_000;
const now = Date.UTC(2031, 4, 14, 12);
let testDatabase: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  client = new pg.Client(testDatabase.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await testDatabase.drop();
});

async function storeRun(atMs: number, status: string): Promise<string> {
  const id = newId("run", atMs);
  const at = new Date(atMs);
  await client.query(
    `insert into event (id, workspace_id, endpoint_id, type, status, payload, received_at) values ($1, 'ws_1', 'ep_1', 'email_clicked', 'routed', '{}', $2)`,
    [siblingId("evt", id), at],
  );
  await client.query(
    `insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, created_at)
     values ($1, 'ws_1', 'wf_1', 'wfv_1', $2, $3, '{}', $4)`,
    [id, siblingId("evt", id), status, at],
  );
  await client.query(
    `insert into step (run_id, node_id, workspace_id, status) values ($1, 'n', 'ws_1', 'completed')`,
    [id],
  );
  return id;
}
const partitionOf = async (id: string) =>
  (await client.query("select tableoid::regclass::text as name from run where id = $1", [id])).rows[0]?.name;
const count = async (table: string) =>
  (await client.query(`select count(*)::int as n from ${table}`)).rows[0].n;

test("this week and the three that follow are made, once, also when several processes ask", async () => {
  const other = new pg.Client(testDatabase.url);
  await other.connect();
  await Promise.all([ensurePartitions(client, now), ensurePartitions(other, now)]);
  await other.end();
  await ensurePartitions(client, now + DAY_MS);
  const { rows } = await client.query(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'run'::regclass and c.relname like 'run_2031%' order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual([
    "run_20310512",
    "run_20310519",
    "run_20310526",
    "run_20310602",
  ]);
});

test("who comes while another one is at it waits, however long that takes", async () => {
  const other = new pg.Client(testDatabase.url);
  await other.connect();
  await other.query("select pg_advisory_lock(77001)");
  const later = now + 100 * 7 * DAY_MS;
  const made = ensurePartitions(client, later).then(
    () => "made",
    (error: Error) => error.message,
  );
  const waits = () =>
    other.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'",
    );
  await expect.poll(async () => (await waits()).rowCount).toBe(1);
  // Longer than anybody waits for a table.
  await other.query("select pg_sleep(2.5)");
  await other.end();
  expect(await made).toBe("made");
  // A table that somebody reads is another matter: all who come after would wait too.
  const reader = new pg.Client(testDatabase.url);
  await reader.connect();
  await reader.query("begin; select count(*) from run");
  await expect(ensurePartitions(client, later + 30 * 7 * DAY_MS)).rejects.toThrow("lock timeout");
  await reader.end();
});

test("a row lies in the week of its id, and in the spare one where there is none", async () => {
  expect(await partitionOf(await storeRun(Date.UTC(2031, 4, 18, 23, 59, 59, 999), "completed"))).toBe(
    "run_20310512",
  );
  expect(await partitionOf(await storeRun(Date.UTC(2031, 4, 19), "completed"))).toBe("run_20310519");
  expect(await partitionOf(await storeRun(Date.UTC(2019, 0, 1), "completed"))).toBe("run_else");
});

test("a week in which a run waits stays with all that came after; then it goes whole", async () => {
  const later = now + 30 * DAY_MS;
  const waiting = await storeRun(Date.UTC(2031, 4, 20), "waiting");
  expect(await dropPartitionsBefore(client, later)).toEqual(
    expect.arrayContaining([
      "event_20310512",
      "delivery_20310512",
      "run_20310512",
      "step_20310512",
      "attempt_20310512",
    ]),
  );
  expect(await partitionOf(waiting)).toBe("run_20310519");
  await client.query("update run set status = 'completed' where id = $1", [waiting]);
  expect(await dropPartitionsBefore(client, later)).toEqual(
    expect.arrayContaining(["run_20310526", "run_20310519"]),
  );
  expect([await count("run"), await count("step"), await count("event")]).toEqual([0, 0, 0]);
});

test("a week that is not wholly past its time stays", async () => {
  await ensurePartitions(client, now);
  const kept = await storeRun(Date.UTC(2031, 4, 13), "completed");
  expect(await dropPartitionsBefore(client, Date.UTC(2031, 4, 18))).toEqual([]);
  expect(await partitionOf(kept)).toBe("run_20310512");
});

test("the ids of events are forgotten after nine days, not before", async () => {
  const insert = (id: string, atMs: number) =>
    client.query(
      "insert into event_key (endpoint_id, external_event_id, event_id, received_at) values ('ep_1', $1, $2, $3)",
      [id, firstIdAt("evt", atMs), new Date(atMs)],
    );
  await insert("old", now - 10 * DAY_MS);
  await insert("new", now - 8 * DAY_MS);
  const pool = new pg.Pool({ connectionString: testDatabase.url });
  expect(await forgetEventKeys(pool, now)).toBe(1);
  await pool.end();
  expect(await count("event_key")).toBe(1);
});

test("only a run that waits, failed or was canceled is notable", async () => {
  const id = await storeRun(now, "pending");
  const notable = async () =>
    (await client.query("select notable from run where id = $1", [id])).rows[0].notable;
  expect(await notable()).toBeNull();
  await client.query("update run set status = 'failed' where id = $1", [id]);
  expect(await notable()).toBe("failed");
});
