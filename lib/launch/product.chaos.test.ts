/** kill -9 of everything, PostgreSQL included, in the middle of a burst: what was accepted completes after a restart. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callDoor } from "@/lib/contracts/call";
import { revealGeneratedKey } from "@/lib/contracts/connections";
import { listEvents } from "@/lib/contracts/events";
import { getRun, listRuns } from "@/lib/contracts/runs";
import { createWorkflow, publishWorkflow } from "@/lib/contracts/workflows";
import example from "../../examples/pricing-follow-up.json";
import { type Receiver, startReceiver } from "./test-receiver";

const KEY = "hk_chaos_0123456789abcdefghijklmnop";
const EVENTS = 600;
const KILL_AT = 250;
/** Of one length, so that searching for one finds no other. */
const ALL = Array.from({ length: EVENTS }, (_, index) => `burst-${String(index).padStart(4, "0")}`);
const root = path.resolve(import.meta.dirname, "../..");
const data = mkdtempSync(path.join(tmpdir(), "hookline-chaos-"));
chmodSync(data, 0o755);
let receiver: Receiver;
let product: ChildProcess;
/** Of the published example, once the first test has made it. */
let running: { url: string; hook: string; key: string };

beforeAll(async () => {
  receiver = await startReceiver(20);
});
afterAll(async () => {
  product.kill("SIGTERM");
  await new Promise((resolve) => product.once("exit", resolve));
  receiver.close();
  rmSync(data, { recursive: true, force: true });
});

/** Resolves with the address that it prints. */
function start(): Promise<string> {
  const { VITEST: _, NODE_ENV: __, ...env } = process.env;
  product = spawn(process.execPath, ["bin/start.mjs"], {
    cwd: root,
    env: {
      ...env,
      HOOKLINE_DATA: data,
      HOOKLINE_API_KEY: KEY,
      HOOKLINE_ALLOW_HOSTS: receiver.host,
      DATABASE_URL: "",
      HOOKLINE_URL: "",
      HOOKLINE_SECRET: "",
      PORT: "",
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      const url = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    product.stdout?.on("data", listen);
    product.stderr?.on("data", listen);
    product.once("exit", (code) => reject(new Error(`ended with ${code}:\n${said}`)));
  });
}

/** The process and everything below it, as the kernel lists it. */
function family(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const below = (id: number): number[] =>
    parents.filter(({ parent }) => parent === id).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [pid, ...below(pid)];
}

/** It may have ended by itself meanwhile: its parent went first. */
function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function send(address: string, key: string, id: string): Promise<boolean> {
  const body = JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: 1_767_225_660,
    data: { href: "https://shop.test/pricing", identifiers: { id: "c", email: "a@b.test" } },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-cio-timestamp": timestamp,
    "x-cio-signature": signature,
  };
  return fetch(address, { method: "POST", headers, body }).then(
    (answer) => answer.ok,
    () => false,
  );
}

test.skipIf(process.platform !== "linux")(
  "nothing that was accepted is lost, and nothing runs twice but what was under way",
  async () => {
    const url = await start();
    const server = { baseUrl: url, headers: { authorization: `Bearer ${KEY}` } };
    const document = structuredClone(example.document) as never as {
      nodes: { id: string; config: Record<string, unknown> }[];
    };
    for (const node of document.nodes) if (node.id === "http") node.config.url = `http://${receiver.host}/x`;
    const { id: workflowId } = await callDoor(
      createWorkflow,
      { body: { document: document as never } },
      server,
    );
    const { webhook } = await callDoor(publishWorkflow, { params: { workflowId }, body: {} }, server);
    const params = { connectionId: webhook?.connectionId ?? "" };
    const { key } = await callDoor(revealGeneratedKey, { params }, server);
    const hook = new URL(webhook?.url ?? "").pathname;

    const accepted = new Set<string>();
    const waiting = [...ALL];
    let killed = false;
    const sender = async () => {
      for (let event = waiting.shift(); event !== undefined && !killed; event = waiting.shift()) {
        if (await send(`${url}${hook}`, key, event)) accepted.add(event);
        else waiting.push(event);
        if (accepted.size < KILL_AT || killed) continue;
        killed = true;
        const pids = family(product.pid ?? 0);
        for (const pid of pids) killHard(pid);
      }
    };
    await Promise.all(Array.from({ length: 16 }, sender));
    expect(killed).toBe(true);
    expect(accepted.size).toBeLessThan(EVENTS);

    const again = await start();
    running = { url: again, hook, key };
    const restarted = { ...server, baseUrl: again };
    // As the provider does: what was not answered is sent again, under its old id.
    for (const event of ALL.filter((id) => !accepted.has(id)))
      expect(await send(`${again}${hook}`, key, event)).toBe(true);
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
    const { url, hook, key } = running;
    const postmaster = family(product.pid ?? 0).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.endsWith("bin/postgres"),
    );
    for (const event of more.slice(0, 20)) expect(await send(`${url}${hook}`, key, event)).toBe(true);
    killHard(postmaster ?? 0);
    const killedAt = Date.now();
    // Connections that were open may serve a moment longer than their server, so each event is sent until it is accepted.
    for (const event of more.slice(20))
      await expect
        .poll(() => send(`${url}${hook}`, key, event), { timeout: 10_000, interval: 50 })
        .toBe(true);
    expect(Date.now() - killedAt).toBeLessThan(15_000);
    await expect
      .poll(() => more.filter((event) => !receiver.calls.has(event)), { timeout: 20_000 })
      .toEqual([]);
    expect(product.exitCode).toBeNull();
  },
);
