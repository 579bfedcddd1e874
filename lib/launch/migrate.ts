/**
 * Applies prisma/migrations at start, as `prisma migrate deploy` would and into the same table, but without Prisma's command line and
 * without a network. Several processes may start at once: an advisory lock (Prisma's own number) lets one of them work.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { ensurePartitions } from "@/lib/db/partitions";
import { installQueue } from "@/lib/db/queue-schema";

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const FOLDER = path.resolve(import.meta.dirname, "../../prisma/migrations");
const PRISMA_LOCK = 72707369;
const TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** The names of the migrations applied now. Throws when one that was applied has changed since, and when one fails. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [PRISMA_LOCK]);
    await client.query(TABLE);
    const pending = await pendingMigrations(client);
    for (const migration of pending) await apply(client, migration);
    await ensurePartitions(client, Date.now());
    await installQueue(url);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(path.join(FOLDER, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(FOLDER, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

async function pendingMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    "select migration_name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null",
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return readMigrations().filter((migration) => {
    const row = applied.get(migration.name);
    if (row === undefined) return true;
    if (!row.finished)
      throw new Error(
        `The migration ${migration.name} was begun and never finished. Repair the database and mark it with "prisma migrate resolve", or start on a fresh one (npm run db:reset).`,
      );
    if (row.checksum !== migration.checksum)
      throw new Error(
        `The migration ${migration.name} was changed after it was applied. Restore the file; a change belongs into a new migration.`,
      );
    return false;
  });
}

/** Its statements and its entry commit together, so a failing migration leaves nothing behind. */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query("begin");
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
       values ($1, $2, now(), $3, 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}
