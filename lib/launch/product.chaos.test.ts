/** kill -9 of everything, PostgreSQL included, in the middle of a burst: what was accepted completes after a restart. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callDoor } from "@/lib/contracts/call";
import { listEvents } from "@/lib/contracts/events";
import { getRun, listRuns } from "@/lib/contracts/runs";
import {
  API_KEY,
  family,
  type Hook,
  killHard,
  publishExample,
  type Started,
  sendClick,
  sendUntilTaken,
  startHookline,
} from "./chaos.test-support";
import { type Receiver, startReceiver } from "./test-receiver";

const EVENTS = 600;
const KILL_AT = 250;
/** Of one length, so that searching for one finds no other. */
const ALL = Array.from({ length: EVENTS }, (_, index) => `burst-${String(index).padStart(4, "0")}`);
const data = mkdtempSync(path.join(tmpdir(), "hookline-chaos-"));
chmodSync(data, 0o755);
let receiver: Receiver;
let product: Started;
/** Of the published example, once the first test has made it. */
let running: { url: string; hook: Hook };

beforeAll(async () => {
  receiver = await startReceiver(20);
});
afterAll(async () => {
  product.child.kill("SIGTERM");
  await product.exited;
  receiver.close();
  rmSync(data, { recursive: true, force: true });
});

/** Resolves with the address that it prints. */
function start(): Promise<string> {
  product = startHookline([], { HOOKLINE_DATA: data, HOOKLINE_ALLOW_HOSTS: receiver.host });
  return product.until(/ready at (http:\/\/\S+)/);
}

const send = async (url: string, hook: Hook, id: string) => (await sendClick(url, hook, id)).status === 200;

/** What must be accepted; nothing is broken just now. */
const sendAll = async (url: string, hook: Hook, ids: string[]) => {
  for (const id of ids) expect((await sendUntilTaken(() => sendClick(url, hook, id))).status, id).toBe(200);
};

test.skipIf(process.platform !== "linux")(
  "nothing that was accepted is lost, and nothing runs twice but what was under way",
  async () => {
    const url = await start();
    const hook = await publishExample(url, receiver.host);

    const accepted = new Set<string>();
    const waiting = [...ALL];
    let killed = false;
    const sender = async () => {
      for (let event = waiting.shift(); event !== undefined && !killed; event = waiting.shift()) {
        if (await send(url, hook, event)) accepted.add(event);
        else waiting.push(event);
        if (accepted.size < KILL_AT || killed) continue;
        killed = true;
        for (const pid of family(product.child.pid ?? 0)) killHard(pid);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    expect(killed).toBe(true);
    expect(accepted.size).toBeLessThan(EVENTS);

    const again = await start();
    running = { url: again, hook };
    const restarted = { baseUrl: again, headers: { authorization: `Bearer ${API_KEY}` } };
    // As the provider does: what was not answered is sent again, under its old id.
    await sendAll(
      again,
      hook,
      ALL.filter((id) => !accepted.has(id)),
    );
    await expect.poll(() => receiver.calls.size, { timeout: 60_000 }).toBe(EVENTS);
    const open = async () =>
      (await callDoor(listRuns, { query: { status: "pending,running,waiting" } }, restarted)).runs.length;
    await expect.poll(open, { timeout: 60_000 }).toBe(0);
    const failed = await callDoor(listRuns, { query: { status: "failed" } }, restarted);
    expect(failed.runs).toEqual([]);
    const twice = [...receiver.calls].filter(([, count]) => count > 1).map(([event]) => event);
    // Its first try had not been recorded as done, and the run says that it was repeated.
    for (const event of twice) {
      const [found] = (await callDoor(listEvents, { query: { q: event } }, restarted)).items.filter(
        (item) => item.event?.externalEventId === event,
      );
      const run = await callDoor(getRun, { params: { runId: found?.event?.runs[0]?.id ?? "" } }, restarted);
      const [first] = run.steps.find(({ nodeId }) => nodeId === "http")?.attempts ?? [];
      expect(first?.status, `${event} ran twice`).toBe("interrupted");
    }
  },
);

test.skipIf(process.platform !== "linux")(
  "a killed PostgreSQL is started again by itself; what was refused meanwhile is accepted when it is sent again",
  async () => {
    const more = Array.from({ length: 60 }, (_, index) => `later-${String(index).padStart(4, "0")}`);
    const { url, hook } = running;
    const postmaster = family(product.child.pid ?? 0).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.endsWith("bin/postgres"),
    );
    await sendAll(url, hook, more.slice(0, 20));
    killHard(postmaster ?? 0);
    const killedAt = Date.now();
    // Connections that were open may serve a moment longer than their server, so each event is sent until it is accepted.
    for (const event of more.slice(20))
      await expect.poll(() => send(url, hook, event), { timeout: 30_000, interval: 50 }).toBe(true);
    // Wanted are 10 s; how long it takes on a machine that may stand still says nothing by a limit.
    console.info(`PostgreSQL killed: all were accepted again after ${Date.now() - killedAt} ms`);
    await expect
      .poll(() => more.filter((event) => !receiver.calls.has(event)), { timeout: 20_000 })
      .toEqual([]);
    expect(product.child.exitCode).toBeNull();
  },
);
