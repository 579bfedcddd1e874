/**
 * Life of the embedded PostgreSQL: made once, started as a child of this process, listening on 127.0.0.1 only, with a
 * password for everyone. Whoever calls holds the data directory's lock (lib/launch/claim.ts), so a server that already
 * runs on these files was left behind by a process that was killed.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { commandOf } from "../processes";
import { type Placement, placePostgres } from "./placement";
import { socketDirectory } from "./sockets";

export interface ClusterOptions {
  dataDirectory: string;
  /** Further server settings, such as `fsync=off` for tests. */
  settings?: string[];
  /** The port to listen on, so that a server that comes back has its old address; without it, a free one. */
  port?: number;
  /** A port that is to stay free: the web process's, which nobody listens on yet. */
  notPort?: number;
  /** For a server that ends while it starts: how long it is tried again before this throws. */
  startWithinMs?: number;
  /** Ends an unfinished start, which then throws. */
  signal?: AbortSignal;
  /** Gets every line the server writes. */
  onLine?: (line: string) => void;
}

export interface Cluster {
  /** By way of a socket file where there can be one: it costs both sides less than TCP. Host and port in it hold as well. */
  url: string;
  port: number;
  pid: number;
  /** Set when the files are outside the data directory. */
  elsewhere: string | null;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const USER = "hookline";
const DATABASE = "hookline";
const PASSWORD_FILE = "postgres-password";
/** A server killed a moment ago may keep its shared memory for some seconds. */
const START_DEADLINE_MS = 20_000;
const STOP_DEADLINE_MS = 3_000;
const KEPT_LINES = 20;

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const placement = placePostgres(options.dataDirectory);
  const isNew = !existsSync(placement.cluster);
  if (isNew) initialize(placement, options.dataDirectory);
  const password = readFileSync(path.join(options.dataDirectory, PASSWORD_FILE), "utf8").trim();
  const server = await startServer(placement, options);
  const urlOf = (database: string) => addressOf({ ...server, password, database });
  try {
    await ensureDatabase(urlOf("postgres"));
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return {
    url: urlOf(DATABASE),
    port: server.port,
    pid: server.child.pid as number,
    elsewhere: placement.elsewhere,
    ended: server.ended,
    stop: () => stopServer(server),
  };
}

/** Makes the cluster under another name and renames it, so that an interrupted first start leaves no half of one. */
function initialize(placement: Placement, dataDirectory: string): void {
  const { cluster, user } = placement;
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = `${cluster}.password`;
  const password = randomBytes(24).toString("hex");
  for (const leftover of [unfinished, passwordFile]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const made of [unfinished, passwordFile]) chownSync(made, user.uid, user.gid);
  const args = ["-D", unfinished, "-U", USER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`];
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    execFileSync(path.join(placement.programs, "bin/initdb"), [...args, ...locale], {
      ...spawnSettings(placement),
      stdio: "pipe",
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeFileSync(path.join(dataDirectory, PASSWORD_FILE), password, { mode: 0o600 });
  renameSync(unfinished, cluster);
}

interface Server {
  child: ChildProcess;
  port: number;
  sockets: string | null;
  ended: Promise<void>;
}

async function startServer(placement: Placement, options: ClusterOptions): Promise<Server> {
  const deadline = Date.now() + (options.startWithinMs ?? START_DEADLINE_MS);
  for (;;) {
    await clearLeftover(placement);
    const lines: string[] = [];
    const server = await spawnServer(placement, {
      ...options,
      onLine: (line) => {
        lines.splice(0, lines.length - KEPT_LINES + 1);
        lines.push(line);
        options.onLine?.(line);
      },
    });
    const cancel = () => server.child.kill("SIGINT");
    options.signal?.addEventListener("abort", cancel, { once: true });
    const ready = await becomesReady(placement, server);
    options.signal?.removeEventListener("abort", cancel);
    if (options.signal?.aborted) {
      await stopServer(server);
      throw new Error("The start of PostgreSQL was given up.");
    }
    if (ready) return server;
    if (Date.now() > deadline) {
      throw new Error(
        `PostgreSQL did not start on ${placement.cluster}. Its last words:\n${lines.join("\n")}`,
      );
    }
    await delay(200);
  }
}

async function spawnServer(placement: Placement, options: ClusterOptions): Promise<Server> {
  const port = options.port ?? (await freePort(options.notPort));
  const sockets = socketDirectory(placement);
  const settings = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${sockets ?? ""}`,
    "unix_socket_permissions=0700",
    "timezone=UTC",
    "jit=off",
    // Every query is a short one, and starting two workers for it takes 7 ms.
    "max_parallel_workers_per_gather=0",
    // A burst makes new log files. Filling one with zeros first takes 20 to 60 ms, for which every commit waits.
    "wal_init_zero=off",
  ];
  const child = spawn(
    path.join(placement.programs, "bin/postgres"),
    [
      "-D",
      placement.cluster,
      "-p",
      String(port),
      ...[...settings, ...(options.settings ?? [])].flatMap((s) => ["-c", s]),
    ],
    // Detached: Ctrl-C in a terminal must not reach the server before web and worker have let go of it.
    { ...spawnSettings(placement), stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  forwardLines(child, options.onLine ?? (() => undefined));
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  return { child, port, sockets, ended };
}

function addressOf(where: Pick<Server, "port" | "sockets"> & { password: string; database: string }): string {
  const url = new URL(`postgresql://${USER}:${where.password}@127.0.0.1:${where.port}/${where.database}`);
  if (where.sockets !== null) url.searchParams.set("host", where.sockets);
  return url.href;
}

function forwardLines(child: ChildProcess, onLine: (line: string) => void): void {
  let rest = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() as string;
    for (const line of lines) onLine(line);
  });
}

/** Reads the status that the server itself keeps in postmaster.pid; false when it ended instead. */
async function becomesReady(placement: Placement, server: Server): Promise<boolean> {
  const state = { ended: false };
  void server.ended.then(() => {
    state.ended = true;
  });
  while (!state.ended) {
    const lines = readPidFile(placement);
    if (Number(lines[0]) === server.child.pid && lines[7]?.trim() === "ready") return true;
    await delay(10);
  }
  return false;
}

/** Stops a server that a killed Hookline left behind; removes a pid file whose process is gone or is something else. */
async function clearLeftover(placement: Placement): Promise<void> {
  const pid = Number(readPidFile(placement)[0]);
  if (!pid) return;
  if (!commandOf(pid)?.includes(placement.cluster)) {
    rmSync(pidFileOf(placement), { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STOP_DEADLINE_MS;
  while (commandOf(pid) !== null) {
    if (Date.now() > deadline) process.kill(pid, "SIGQUIT");
    await delay(20);
  }
}

const pidFileOf = (placement: Placement) => path.join(placement.cluster, "postmaster.pid");

function readPidFile(placement: Placement): string[] {
  try {
    return readFileSync(pidFileOf(placement), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** SIGINT is PostgreSQL's "fast" stop: open transactions are rolled back, everything committed is flushed. */
async function stopServer(server: Server): Promise<void> {
  server.child.kill("SIGINT");
  const late = setTimeout(() => server.child.kill("SIGQUIT"), STOP_DEADLINE_MS);
  await server.ended;
  clearTimeout(late);
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function spawnSettings(placement: Placement) {
  return {
    cwd: path.dirname(placement.cluster),
    env: { PATH: process.env.PATH, LC_ALL: "C" } as unknown as NodeJS.ProcessEnv,
    ...(placement.user ?? {}),
  };
}

async function freePort(notThis?: number): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port === notThis ? freePort(notThis) : port;
}
