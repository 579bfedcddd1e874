/** A database that neither answers nor breaks off: the door refuses in time, and web and worker go on when it answers again. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import {
  ask,
  killFamily,
  publishExample,
  type Started,
  sendClick,
  sendUntilTaken,
  startHookline,
} from "./chaos.test-support";
import { type FreezableProxy, startFreezableProxy } from "./freezable-proxy.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

let database: TestDatabase;
let proxy: FreezableProxy;
let receiver: Receiver;
let web: Started;
let worker: Started;

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  proxy = await startFreezableProxy({ host: url.hostname, port: Number(url.port) });
  receiver = await startReceiver(20);
  url.port = String(proxy.port);
  // Not past the proxy, by the socket file.
  url.searchParams.delete("host");
  const env = {
    DATABASE_URL: url.href,
    HOOKLINE_SECRET: randomBytes(32).toString("base64"),
    HOOKLINE_ALLOW_HOSTS: receiver.host,
    HOOKLINE_LOG_LEVEL: "fatal",
  };
  web = startHookline(["--role", "web"], env);
  worker = startHookline(["--role", "worker"], env);
});
afterAll(async () => {
  proxy.close();
  await Promise.all([web, worker].map(killFamily));
  receiver.close();
  await database.drop();
});

const names = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);
const count = async (query: string) => Number((await ask(database.url, query))[0]?.count);

test.skipIf(process.platform !== "linux")(
  "a hanging database: everybody is told 503 while it hangs; it goes on by itself, and nothing runs twice",
  async () => {
    const url = await web.until(/ready at (http:\/\/\S+)/);
    await worker.until(/The worker is ready/);
    const hook = await publishExample(url, receiver.host);
    const send = (id: string) => sendClick(url, hook, id);
    const before = names("before", 40);
    const statuses = await Promise.all(
      before.map(async (id) => (await sendUntilTaken(() => send(id))).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));

    proxy.freeze();
    const hung = names("hung", 60);
    // All are answered while it still hangs; within which time is held against a clock in receive-delivery.test.ts.
    const answers = await Promise.all(hung.map(send));
    expect(new Set(answers.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
      new Set(["503 1"]),
    );
    // By now what is known of the endpoint is too old, and would be asked for again.
    const later = names("later", 30);
    for (const id of later) expect((await send(id)).status).toBe(503);

    proxy.thaw();
    for (const id of [...hung, ...later])
      await expect.poll(async () => (await send(id)).status, { timeout: 20_000 }).toBe(200);
    const all = [...before, ...hung, ...later];
    await expect.poll(() => all.filter((id) => !receiver.calls.has(id)), { timeout: 20_000 }).toEqual([]);
    await expect.poll(() => count("select count(*) from run where status <> 'completed'")).toBe(0);
    // Those that were stored although their answer came too late were duplicates when they came again.
    expect(await count("select count(*) from run")).toBe(all.length);
    expect([...receiver.calls.values()].filter((times) => times !== 1)).toEqual([]);
    for (const one of [web, worker]) expect(one.said()).not.toContain("starting it again");

    for (const { child } of [web, worker]) child.kill("SIGTERM");
    expect(await Promise.all([web.exited, worker.exited])).toEqual([0, 0]);
  },
);
