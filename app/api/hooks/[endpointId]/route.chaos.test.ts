/** The door on a host where only Next.js runs (`next start`), when a sender hangs up in the middle of a body. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { type Started, watchProcess } from "@/lib/launch/chaos.test-support";

const PATH = "/api/hooks/ep_never_issued";
let database: TestDatabase;
let server: Started;
let url: URL;

beforeAll(async () => {
  database = await createTestDatabase();
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  const build = "import('./bin/steps/prepare.mjs').then(({ buildIfStale }) => buildIfStale())";
  expect(await once(spawn(process.execPath, ["-e", build], { stdio: "inherit" }), "exit")).toEqual([0, null]);
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", "0"],
    {
      env: {
        ...env,
        DATABASE_URL: database.url,
        HOOKLINE_SECRET: randomBytes(32).toString("base64"),
        HOOKLINE_LOG_LEVEL: "warn",
      } as unknown as NodeJS.ProcessEnv,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  server = watchProcess(child);
  url = new URL(await server.until(/(http:\/\/127\.0\.0\.1:\d+)[\s\S]*Ready/));
});
afterAll(async () => {
  server.child.kill("SIGKILL");
  await database.drop();
});

const post = () => fetch(new URL(PATH, url), { method: "POST", body: "{}" });

test("is quiet about it, and answers the next one", async () => {
  expect((await post()).status).toBe(404);
  const half = connect(Number(url.port), url.hostname);
  await once(half, "connect");
  half.write(`POST ${PATH} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-length: 100\r\n\r\n{"event_id":`);
  // It has begun with this one when it has answered one that came later.
  expect((await post()).status).toBe(404);
  half.resetAndDestroy();
  await once(half, "close");
  expect((await post()).status).toBe(404);

  server.child.kill("SIGTERM");
  await server.exited;
  const [, afterwards] = server.said().split("Ready");
  expect(afterwards).not.toMatch(/error|abort/i);
});
