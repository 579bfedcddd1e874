/** The product on a disk that runs full: events are refused whole, PostgreSQL may die of it, and all of it recovers once there is room. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Answered,
  ask,
  type Hook,
  killFamily,
  publishExample,
  type Started,
  sendClick,
  sendUntilTaken,
  startHookline,
} from "./chaos.test-support";
import { diskOf, noSmallDisk, onSmallDisk } from "./small-disk.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

const DISK_MIB = 200;
const REFUSALS = 40;
const reason = process.platform === "linux" ? noSmallDisk() : "needs /proc and mount namespaces of Linux";
const data = mkdtempSync(path.join(tmpdir(), "hookline-disk-"));
chmodSync(data, 0o755);
let receiver: Receiver;
let product: Started | undefined;
beforeAll(async () => {
  receiver = await startReceiver(100);
});
afterAll(async () => {
  if (product) await killFamily(product);
  receiver.close();
  rmSync(data, { recursive: true, force: true });
});

/** As PostgreSQL and Hookline note them in their files. */
function databaseUrl(directory: string): string {
  const password = readFileSync(path.join(directory, "postgres-password"), "utf8").trim();
  const port = readFileSync(path.join(directory, "postgres/postmaster.pid"), "utf8").split("\n")[3];
  return `postgresql://hookline:${password}@127.0.0.1:${port}/hookline`;
}

/** New events until so many were refused: which were accepted, and which were not. */
async function sendUntilRefused(send: (id: string) => Promise<Answered>, name: string) {
  const accepted: string[] = [];
  const refused: string[] = [];
  for (let number = 0; refused.length < REFUSALS; number++) {
    const id = `${name}-${number}`;
    const { status, retryAfter } = await send(id);
    if (status === 200) accepted.push(id);
    else {
      expect([status, retryAfter]).toEqual([503, "1"]);
      refused.push(id);
    }
  }
  return { accepted, refused };
}

/** Takes new files for its log until PostgreSQL dies of having no room for one. */
async function exhaustLog(url: string): Promise<void> {
  for (let died = false; !died; )
    died = await ask(url, "select pg_logical_emit_message(false, 'fill', 'x'), pg_switch_wal()").then(
      () => false,
      () => true,
    );
}

const HALVES = `select
  (select count(*)::int from event e where not exists (select 1 from delivery d where d.event_id = e.id)) as events_without_delivery,
  (select count(*)::int from event e where not exists (select 1 from run r where r.event_id = e.id)) as events_without_run,
  (select count(*)::int from event_key k where not exists (select 1 from event e where e.id = k.event_id)) as keys_without_event`;

test.skipIf(reason !== null)(
  `a full disk refuses events with 503 and loses none; with room again it goes on by itself${reason === null ? "" : ` (${reason})`}`,
  async () => {
    product = startHookline(
      [],
      { HOOKLINE_DATA: data, HOOKLINE_ALLOW_HOSTS: receiver.host, HOOKLINE_LOG_LEVEL: "fatal" },
      onSmallDisk(data, DISK_MIB),
    );
    const url = await product.until(/ready at (http:\/\/\S+)/);
    const hook: Hook = await publishExample(url, receiver.host);
    const send = (id: string) => sendClick(url, hook, id);
    const disk = diskOf(product.child.pid ?? 0, data);
    const database = databaseUrl(disk.path);
    /** The refused, sent again until they are accepted; what the answers were then. */
    const sendAgain = async (ids: string[]): Promise<Set<unknown>> => {
      const answers = new Set<unknown>();
      const once = async (id: string): Promise<number> => {
        const { status, body } = await send(id);
        if (status === 200) answers.add(body.status);
        return status;
      };
      for (const id of ids) await expect.poll(() => once(id), { timeout: 30_000 }).toBe(200);
      return answers;
    };

    // With some under way while it fills.
    const early = Array.from({ length: 20 }, (_, index) => `early-${index}`);
    for (const id of early) expect((await sendUntilTaken(() => send(id))).status).toBe(200);
    disk.fill();
    const full = await sendUntilRefused(send, "full");
    expect(
      await ask(database, "select 1 from event_key where external_event_id = any($1)", [full.refused]),
    ).toEqual([]);
    disk.free();
    // None of them had been stored, not even in part.
    expect(await sendAgain(full.refused)).toEqual(new Set(["accepted"]));

    disk.fill();
    await exhaustLog(database);
    await product.until(/disk is full\. Free some room/);
    const { accepted, refused } = await sendUntilRefused(send, "dead");
    expect(accepted).toEqual([]);
    expect(product.child.exitCode).toBeNull();
    disk.free();
    await sendAgain(refused);

    const all = [...early, ...full.accepted, ...full.refused, ...refused];
    await expect.poll(() => all.filter((id) => !receiver.calls.has(id)), { timeout: 60_000 }).toEqual([]);
    const open = () => ask(database, "select id, status, error from run where status <> 'completed'");
    await expect.poll(open, { timeout: 60_000 }).toEqual([]);
    expect(await ask(database, HALVES)).toEqual([
      { events_without_delivery: 0, events_without_run: 0, keys_without_event: 0 },
    ]);
    product.child.kill("SIGTERM");
    expect(await product.exited).toBe(0);
  },
);
