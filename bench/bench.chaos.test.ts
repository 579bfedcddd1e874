/** The chaos and fuzz scripts as they are, shortened: one kill of each kind, and a few thousand hostile requests. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const output = mkdtempSync(path.join(tmpdir(), "hookline-bench-test-"));
afterAll(() => rmSync(output, { recursive: true, force: true }));

/** The script's exit code, all that it said, and the figures that it wrote. */
async function runScript(name: string, args: string[]) {
  const json = path.join(output, `${name}.json`);
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const child = spawn(process.execPath, [`bench/${name}.mjs`, ...args, "--json", json], {
    cwd: path.resolve(import.meta.dirname, ".."),
    env: env as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, said, figures: () => JSON.parse(readFileSync(json, "utf8")) };
}

// Both wait more than they work, so they share the time.
describe.concurrent("shortened", { timeout: 300_000 }, () => {
  test.skipIf(process.platform !== "linux")(
    "web, worker, PostgreSQL, pages and everything are killed in turn: no accepted event is lost, none runs twice unsaid",
    async () => {
      const { code, said, figures } = await runScript("chaos", ["--rounds", "5", "--events", "300"]);
      expect(code, said).toBe(0);
      const { rounds, sums } = figures();
      expect(rounds.map(({ victim }: { victim: string }) => victim)).toEqual([
        "web",
        "worker",
        "postgres",
        "pages",
        "everything",
      ]);
      expect(sums).toMatchObject({
        accepted: 1500,
        lost: 0,
        twiceWithoutInterruptedAttempt: 0,
        failedRuns: 0,
      });
    },
  );

  test("hostile requests end in no 5xx but 503, and the web process goes on", async () => {
    const { code, said, figures } = await runScript("fuzz", ["--requests", "3000", "--slices", "1"]);
    expect(code, said).toBe(0);
    const { statuses, bad } = figures();
    expect(bad).toEqual([]);
    const times = Object.values(statuses as Record<string, number>);
    expect(times.reduce((sum, count) => sum + count, 0)).toBe(3000);
    // It is not that all were refused: some were proper enough to be stored.
    expect(Object.keys(statuses)).toEqual(expect.arrayContaining(["spoiled click 200", "bad UTF-8 200"]));
  });
});
