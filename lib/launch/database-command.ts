/** What developers do with the database: write a migration, compare, start afresh. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import { claim } from "./claim";
import { migrate } from "./migrate";
import { startCluster } from "./postgres/cluster";
import { dataDirectory } from "./settings";

const USAGE = "npm run db:migrate -- <name> | npm run db:drift | npm run db:reset";

export async function runDatabaseCommand([command, name]: string[]): Promise<number> {
  if (command === "migrate" && name && /^[a-z0-9_]+$/.test(name)) return writeMigration(name);
  if (command === "drift") return drift();
  if (command === "reset") return reset(name === "--yes");
  console.error(`Usage: ${USAGE}. A name has small letters, digits and _.`);
  return 2;
}

/** A database of its own with all migrations applied, so that nobody's data is compared or touched. */
async function onFreshDatabase<T>(work: (url: string) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), "hookline-db-"));
  chmodSync(directory, 0o755);
  const cluster = await startCluster({ dataDirectory: directory, settings: ["fsync=off"] });
  try {
    await migrate(cluster.url);
    return await work(cluster.url);
  } finally {
    await cluster.stop();
    for (const made of [directory, cluster.elsewhere])
      if (made !== null) rmSync(made, { recursive: true, force: true });
  }
}

/** From what the migrations make to what the schema says. Empty when they agree. */
function differenceSql(url: string): string {
  const args = [
    "prisma",
    "migrate",
    "diff",
    "--from-config-datasource",
    "--to-schema",
    "prisma/schema",
    "--script",
  ];
  const result = spawnSync("npx", args, { encoding: "utf8", env: { ...process.env, DATABASE_URL: url } });
  if (result.status !== 0) throw new Error(`prisma migrate diff failed:\n${result.stderr}`);
  const lines = result.stdout.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("--"));
  // A generated column and the bookkeeping table are by hand; Prisma's language cannot say them.
  const own = /_prisma_migrations|ALTER COLUMN "notable" DROP DEFAULT/;
  return lines.filter((line) => !own.test(line)).join("\n");
}

async function writeMigration(name: string): Promise<number> {
  const sql = await onFreshDatabase(differenceSql);
  if (sql === "") {
    console.log("The migrations make exactly what the schema describes; there is nothing to write.");
    return 0;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = `prisma/migrations/${stamp}_${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), `${sql}\n`);
  await onFreshDatabase(() => undefined);
  console.log(`Wrote ${folder}/migration.sql and tried it. Read it; npm start applies it.`);
  return 0;
}

async function drift(): Promise<number> {
  const sql = await onFreshDatabase(differenceSql);
  console.log(
    sql === "" ? "No drift: the migrations make what the schema describes." : `The schema differs:\n${sql}`,
  );
  return sql === "" ? 0 : 1;
}

async function reset(sure: boolean): Promise<number> {
  const directory = dataDirectory(process.env);
  const held = claim(directory);
  if (!held.ok) {
    console.error(`Hookline runs on ${directory} (process ${held.pid}). Stop it first.`);
    return 1;
  }
  held.release();
  if (!sure && !(await confirm(`Delete everything in ${directory}: workflows, connections, history?`)))
    return 1;
  const record = path.join(directory, "postgres.json");
  const home = existsSync(record)
    ? path.resolve(directory, JSON.parse(readFileSync(record, "utf8")).home)
    : directory;
  for (const made of [home, directory]) rmSync(made, { recursive: true, force: true });
  console.log("Deleted. npm start begins afresh.");
  return 0;
}

async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await prompt.question(`${question} Type "yes": `);
  prompt.close();
  return answer.trim() === "yes";
}
