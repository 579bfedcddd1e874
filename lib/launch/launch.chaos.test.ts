/** `npm start` as people meet it: started twice, on a busy port, and stopped while a page is open. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const KEY = "hk_launch_0123456789abcdefghijklmn";
const root = path.resolve(import.meta.dirname, "../..");
const data = mkdtempSync(path.join(tmpdir(), "hookline-launch-"));
chmodSync(data, 0o755);
afterAll(() => rmSync(data, { recursive: true, force: true }));

function start(env: Record<string, string> = {}) {
  const { VITEST: _, NODE_ENV: __, ...own } = process.env;
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: root,
    env: {
      ...own,
      HOOKLINE_DATA: data,
      HOOKLINE_API_KEY: KEY,
      DATABASE_URL: "",
      HOOKLINE_URL: "",
      HOOKLINE_SECRET: "",
      PORT: "",
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { text: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output.text += chunk;
    });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = expect.poll(() => /ready at (http:\/\/\S+)/.exec(output.text)?.[1], { timeout: 120_000 });
  return { child, output, exited, ready, url: () => /ready at (http:\/\/\S+)/.exec(output.text)?.[1] ?? "" };
}

test("starts, says so when it runs already, and stops with an event stream open", async () => {
  const first = start();
  await first.ready.toBeDefined();
  expect((await fetch(first.url(), { redirect: "manual" })).status).toBeLessThan(400);

  const second = start();
  expect(await second.exited).toBe(1);
  const lines = second.output.text.split("\n").filter((line) => line.trim() !== "");
  expect(lines).toEqual([expect.stringContaining("already runs on")]);

  const stream = await fetch(`${first.url()}/api/v1/stream`, { headers: { authorization: `Bearer ${KEY}` } });
  expect(stream.headers.get("content-type")).toBe("text/event-stream");
  const reader = stream.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  const askedAt = Date.now();
  first.child.kill("SIGTERM");
  expect(await first.exited).toBe(0);
  expect(Date.now() - askedAt).toBeLessThan(5_000);

  const again = start();
  await again.ready.toBeDefined();
  again.child.kill("SIGINT");
  expect(await again.exited).toBe(0);
});

test("a PORT that is taken is an error that says so; without PORT the next free one is used", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  const refused = start({ PORT: String(port) });
  expect(await refused.exited).toBe(1);
  expect(refused.output.text).toContain(`Port ${port} on 127.0.0.1 cannot be used`);
  taken.close();
});
