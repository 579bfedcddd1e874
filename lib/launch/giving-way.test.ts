import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import { afterEach, beforeEach, expect, test } from "vitest";
import { giveWay } from "./giving-way";

let child: ChildProcess;
beforeEach(() => {
  child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
});
afterEach(() => void child.kill("SIGKILL"));

test("a process that gives way is nicer than others, and on Linux its session is too", () => {
  const pid = child.pid as number;
  giveWay(pid);
  expect(os.getPriority(pid)).toBe(5);
  const session = `/proc/${pid}/autogroup`;
  if (existsSync(session)) expect(readFileSync(session, "utf8")).toContain("nice 5");
});

test("a process that is gone is no fault", () => {
  expect(() => giveWay(2 ** 22 + 1)).not.toThrow();
});
