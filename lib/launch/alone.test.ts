/** bin/steps/alone.mjs, by processes as they start together. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const alone = path.resolve(import.meta.dirname, "../../bin/steps/alone.mjs");
let directory = "";
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "hookline-alone-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

// Each of these processes starts a Node.js.
vi.setConfig({ testTimeout: 60_000 });

/** Notes its begin and its end, with what takes a while in between. */
const WORK = `
  import { appendFileSync } from "node:fs";
  const { whileAlone } = await import(process.argv[1]);
  const directory = process.argv[2];
  const note = (text) => appendFileSync(directory + "/notes", text + "\\n");
  whileAlone(directory + "/lock", () => {
    note("begin");
    for (const until = Date.now() + 100; Date.now() < until; );
    note("end");
  });`;

function work(): Promise<number | null> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", WORK, alone, directory], {
    stdio: "inherit",
  });
  return new Promise((resolve) => child.once("exit", resolve));
}
const notes = () => readFileSync(path.join(directory, "notes"), "utf8").trim().split("\n");

test("one at a time, and each has its turn", async () => {
  expect(await Promise.all([work(), work(), work()])).toEqual([0, 0, 0]);
  expect(notes()).toEqual(["begin", "end", "begin", "end", "begin", "end"]);
});

test("what a killed process left behind is taken over", async () => {
  const killed = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => killed.once("exit", resolve));
  writeFileSync(path.join(directory, "lock"), String(killed.pid));
  expect(await work()).toBe(0);
  expect(notes()).toEqual(["begin", "end"]);
});
