/** For chaos tests: Hookline's processes as its commands start them, their families, lone workers, and signed clicks from outside. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { callDoor } from "@/lib/contracts/call";
import { revealGeneratedKey } from "@/lib/contracts/connections";
import { createWorkflow, publishWorkflow } from "@/lib/contracts/workflows";
import example from "../../examples/pricing-follow-up.json";

export const API_KEY = "hk_chaos_0123456789abcdefghijklmnop";
const root = path.resolve(import.meta.dirname, "../..");

export interface Started {
  child: ChildProcess;
  /** Everything it has said so far. */
  said(): string;
  /** The first group of the pattern, once it has been said; rejects when the process ends without. */
  until(pattern: RegExp): Promise<string>;
  exited: Promise<number | null>;
}

/** `node bin/start.mjs …`, which is what `npm start`, `npm run web` and `npm run worker` run; `via`: a command that runs it in its turn. */
export function startHookline(args: string[], env: Record<string, string>, via: string[] = []): Started {
  const { VITEST: _, NODE_ENV: __, ...own } = process.env;
  const [command = "", ...rest] = [...via, process.execPath, "bin/start.mjs", ...args];
  const child = spawn(command, rest, {
    cwd: root,
    env: {
      ...own,
      HOOKLINE_API_KEY: API_KEY,
      DATABASE_URL: "",
      HOOKLINE_URL: "",
      HOOKLINE_SECRET: "",
      PORT: "",
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  return watchProcess(child);
}

/** Of a child whose outputs are piped. */
export function watchProcess(child: ChildProcess): Started {
  let said = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      said += chunk;
      for (const listener of listeners) listener();
    });
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    said: () => said,
    exited,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const listen = () => {
          const found = pattern.exec(said);
          if (found === null) return;
          listeners.delete(listen);
          resolve(found[1] ?? found[0]);
        };
        listeners.add(listen);
        listen();
        void exited.then((code) => reject(new Error(`ended with ${code}:\n${said}`)));
      }),
  };
}

/** The process and everything below it, as the kernel lists it. */
export function family(pid: number): number[] {
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
export function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** As a machine that loses its power: the supervisor and all that it started. */
export async function killFamily({ child, exited }: Started): Promise<void> {
  for (const pid of family(child.pid ?? 0)) killHard(pid);
  await exited;
}

const workers = new Set<ChildProcess>();

/** A worker without its supervisor, on this process's environment; `env`: variables beside it. */
export function startWorkerProcess(env: Record<string, string> = {}): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", path.join(import.meta.dirname, "worker.ts")], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  workers.add(worker);
  worker.once("exit", () => workers.delete(worker));
  return worker;
}

/** All that were started so far, at once; resolves when they are gone. */
export async function killWorkers(): Promise<void> {
  const gone = [...workers].map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
  for (const worker of workers) worker.kill("SIGKILL");
  await Promise.all(gone);
}

/** The rows of a statement, over a connection of its own that is gone before this resolves. */
export async function ask(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export interface Hook {
  /** Of the address; every web process answers it. */
  path: string;
  key: string;
}

/** The example workflow with `host` as what it calls, published. */
export async function publishExample(baseUrl: string, host: string): Promise<Hook> {
  const server = { baseUrl, headers: { authorization: `Bearer ${API_KEY}` } };
  const document = structuredClone(example.document) as never as {
    nodes: { id: string; config: Record<string, unknown> }[];
  };
  for (const node of document.nodes) if (node.id === "http") node.config.url = `http://${host}/x`;
  const { id: workflowId } = await callDoor(
    createWorkflow,
    { body: { document: document as never } },
    server,
  );
  const { webhook } = await callDoor(publishWorkflow, { params: { workflowId }, body: {} }, server);
  const params = { connectionId: webhook?.connectionId ?? "" };
  const { key } = await callDoor(revealGeneratedKey, { params }, server);
  return { path: new URL(webhook?.url ?? "").pathname, key };
}

const SEND_AGAIN_MS = 500;
const PATIENCE_MS = 60_000;

/**
 * The answer to a delivery that is sent as its sender does: 503 says "send it again", which a machine that stood still may say at any time.
 * Whatever else is answered is the answer. `refused`: it was sent more than once.
 */
export async function sendUntilTaken<Answer extends { status: number }>(
  send: () => Promise<Answer>,
): Promise<Answer & { refused: boolean }> {
  const begun = performance.now();
  for (let refused = false; ; refused = true) {
    const answer = await send();
    if (answer.status !== 503 || performance.now() - begun > PATIENCE_MS) return { ...answer, refused };
    await new Promise((resolve) => setTimeout(resolve, SEND_AGAIN_MS));
  }
}

export interface Answered {
  /** 0: there was no answer. */
  status: number;
  retryAfter: string | null;
  body: { status?: string; eventId?: string };
}

/** One signed click. */
export async function sendClick(baseUrl: string, hook: Hook, id: string): Promise<Answered> {
  const body = JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: 1_767_225_660,
    data: { href: "https://shop.test/pricing", identifiers: { id: "c", email: "a@b.test" } },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", hook.key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-cio-timestamp": timestamp,
    "x-cio-signature": signature,
  };
  try {
    const answer = await fetch(`${baseUrl}${hook.path}`, { method: "POST", headers, body });
    return {
      status: answer.status,
      retryAfter: answer.headers.get("retry-after"),
      body: (await answer.json()) as Answered["body"],
    };
  } catch {
    return { status: 0, retryAfter: null, body: {} };
  }
}
