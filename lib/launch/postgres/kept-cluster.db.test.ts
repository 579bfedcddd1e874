/** The embedded PostgreSQL as a child that may die: brought back, given up, and told to stop meanwhile. */
import { chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type KeptCluster, keepCluster } from "./kept-cluster";

const dataDirectory = mkdtempSync(path.join(tmpdir(), "hookline-kept-"));
chmodSync(dataDirectory, 0o755);
const NEVER_MS = 600_000;
let kept: KeptCluster;
let said: string[] = [];

const keep = async (giveUpAfterMs: number) => {
  said = [];
  kept = await keepCluster({ dataDirectory, settings: ["fsync=off"], giveUpAfterMs }, (line) =>
    said.push(line),
  );
};
// Made here once: making it takes most of what a test may take.
beforeAll(async () => {
  await keep(NEVER_MS);
  await kept.stop();
});
afterEach(() => kept.stop());
afterAll(() => {
  for (const directory of [dataDirectory, kept.elsewhere])
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
});

const controlFile = () => path.join(kept.elsewhere ?? dataDirectory, "postgres/global/pg_control");
/** Without it the server cannot start. */
const takeControlFile = () => renameSync(controlFile(), `${controlFile()}.taken`);
const returnControlFile = () => renameSync(`${controlFile()}.taken`, controlFile());
const hasEnded = () => said.some((line) => line.includes("ended by itself"));

test("one that is killed comes back under its address", async () => {
  await keep(NEVER_MS);
  const before = kept.pid();
  process.kill(before, "SIGKILL");
  const answers = async () => {
    const client = new pg.Client(kept.url);
    client.on("error", () => undefined);
    return client
      .connect()
      .then(() => kept.pid() !== before)
      .catch(() => false)
      .finally(() => client.end());
  };
  await expect.poll(answers, { timeout: 15_000 }).toBe(true);
});

test("one that cannot start again is given up, with its last words", async () => {
  await keep(300);
  takeControlFile();
  process.kill(kept.pid(), "SIGKILL");
  expect((await kept.gaveUp).message).toMatch(/did not start on [\s\S]*pg_control/);
  returnControlFile();
});

test("being told to stop ends the tries", async () => {
  await keep(NEVER_MS);
  takeControlFile();
  process.kill(kept.pid(), "SIGKILL");
  await expect.poll(hasEnded, { timeout: 10_000 }).toBe(true);
  await kept.stop();
  // Given up it was not: that would be told as a failure.
  expect(await Promise.race([kept.gaveUp, Promise.resolve("stopped")])).toBe("stopped");
});
