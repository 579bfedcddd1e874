import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { openDatabase } from "@/lib/db/database";
import { listInbox } from "@/lib/db/event-reader";
import { readRun } from "@/lib/db/run-reader";
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

test("what an older release stored is there after its tables were partitioned", async () => {
  const old = await createTestDatabase();
  const before = new pg.Client(old.url);
  await before.connect();
  await before.query("drop schema public cascade; create schema public");
  await applyUntil(before, "20261125150000_partitions");
  const at = new Date("2026-11-20T10:00:00Z");
  const id = newId("run", at.getTime());
  const [event, delivery] = [newId("evt", at.getTime()), newId("dlv", at.getTime())];
  await before.query(
    `insert into event (id, workspace_id, endpoint_id, type, status, payload, received_at) values ($1, 'ws_1', 'ep_1', 'email_clicked', 'routed', '{}', $2)`,
    [event, at],
  );
  await before.query(
    `insert into delivery (id, workspace_id, endpoint_id, status, event_id, received_at) values ($1, 'ws_1', 'ep_1', 'accepted', $2, $3)`,
    [delivery, event, at],
  );
  // Its workflow is of no matter here.
  await before.query("set session_replication_role = replica");
  await before.query(
    `insert into workflow_version (id, workspace_id, workflow_id, number, document) values ('wfv_1', 'ws_1', 'wf_1', 1, '{"nodes": [], "edges": []}')`,
  );
  await before.query(
    `insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output, created_at) values ($1, 'ws_1', 'wf_1', 'wfv_1', $2, 'failed', '{}', $3)`,
    [id, event, at],
  );
  await before.query(
    `insert into step (run_id, node_id, workspace_id, status) values ($1, 'n', 'ws_1', 'failed')`,
    [id],
  );
  await before.end();

  expect(await migrate(old.url)).toContain("20261125150000_partitions");
  const after = openDatabase({ url: old.url });
  const read = await readRun(after, { workspaceId: "ws_1", runId: id });
  expect([read?.run.status, read?.steps.length]).toEqual(["failed", 1]);
  const inbox = await listInbox(after, "ws_1", { limit: 10, state: "routed" });
  expect(inbox.rows.map((row) => row.event?.runs.map((run) => run.id))).toEqual([[id]]);
  await after.close();
  await old.drop();
});

/** As the older release's own start did. */
async function applyUntil(client: pg.Client, last: string): Promise<void> {
  const folder = path.resolve(import.meta.dirname, "../../prisma/migrations");
  await client.query(
    "create table _prisma_migrations (id text, checksum text, finished_at timestamptz, migration_name text, logs text, rolled_back_at timestamptz, started_at timestamptz default now(), applied_steps_count int)",
  );
  for (const name of readdirSync(folder).sort()) {
    if (name >= last || name.endsWith(".toml")) continue;
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    await client.query(sql);
    await client.query(
      "insert into _prisma_migrations (id, checksum, finished_at, migration_name) values ($1, $2, now(), $1)",
      [name, createHash("sha256").update(sql).digest("hex")],
    );
  }
}

test("a migration that changed after it was applied is refused", async () => {
  await client.query("update _prisma_migrations set checksum = 'other'");
  await expect(migrate(database.url)).rejects.toThrow(/was changed after it was applied/);
});
