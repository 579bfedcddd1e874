/** The supervisor behind `npm start`: PostgreSQL, migrations, web, worker; in that order, and stopped in the reverse. */
import { type KeptChild, keepRunning } from "./child";
import { claim } from "./claim";
import { migrate } from "./migrate";
import { type Cluster, startCluster } from "./postgres/cluster";
import { choosePort, dataDirectory, LaunchError, readSecret } from "./settings";

export interface LaunchOptions {
  dev: boolean;
  /** `worker`: one more worker on the database of DATABASE_URL. */
  role: "all" | "worker";
}

/** Runs until told to stop; the exit code. */
export async function launch(options: LaunchOptions): Promise<number> {
  const stopped = untilSignal();
  try {
    return options.role === "worker" ? await launchWorker(stopped) : await launchAll(options, stopped);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    console.error(error.message);
    return 1;
  }
}

function untilSignal(): Promise<"signal"> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => resolve("signal"));
  });
}

async function launchAll(options: LaunchOptions, stopped: Promise<"signal">): Promise<number> {
  const directory = dataDirectory(process.env);
  const held = claim(directory);
  if (!held.ok)
    throw new LaunchError(
      `Hookline already runs on ${directory} (process ${held.pid}). Stop it first, or set HOOKLINE_DATA to another directory.`,
    );
  try {
    return await runAll(options, directory, stopped);
  } finally {
    held.release();
  }
}

async function runAll(
  options: LaunchOptions,
  directory: string,
  stopped: Promise<"signal">,
): Promise<number> {
  const host = process.env.HOST || "127.0.0.1";
  const port = await choosePort(process.env, host);
  const cluster = process.env.DATABASE_URL ? null : await startCluster({ dataDirectory: directory });
  const children: KeptChild[] = [];
  try {
    const databaseUrl = cluster?.url ?? process.env.DATABASE_URL ?? "";
    const applied = await migrate(databaseUrl);
    const env = {
      ...process.env,
      NODE_ENV: options.dev ? "development" : "production",
      HOOKLINE_DEV: options.dev ? "1" : "",
      DATABASE_URL: databaseUrl,
      HOOKLINE_DATA: directory,
      HOOKLINE_SECRET: readSecret(process.env, directory),
      HOOKLINE_URL: process.env.HOOKLINE_URL || `http://${shownHost(host)}:${port}`,
      PORT: String(port),
      HOST: host,
    };
    const web = keepRunning("web.ts", env);
    const worker = keepRunning("worker.ts", env);
    children.push(web, worker);
    const ready = Promise.all([web.ready, worker.ready]);
    const first = await Promise.race([ready, stopped]);
    if (first === "signal") return 0;
    greet({ url: env.HOOKLINE_URL, signInUrl: first[0].signInUrl ?? null, directory, cluster, applied });
    return await untilOver(stopped, cluster);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await cluster?.stop();
  }
}

/** 0.0.0.0 is everywhere, which is no address to open. */
const shownHost = (host: string) =>
  host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

async function untilOver(stopped: Promise<"signal">, cluster: Cluster | null): Promise<number> {
  const gone =
    cluster === null ? new Promise<never>(() => undefined) : cluster.ended.then(() => "gone" as const);
  if ((await Promise.race([stopped, gone])) === "signal") {
    console.log("Stopping …");
    return 0;
  }
  console.error(
    "PostgreSQL ended by itself, so Hookline stops. Nothing that was accepted is lost; start it again.",
  );
  return 1;
}

function greet(started: {
  url: string;
  signInUrl: string | null;
  directory: string;
  cluster: Cluster | null;
  applied: string[];
}): void {
  const { url, signInUrl, directory, cluster, applied } = started;
  if (applied.length > 0) console.log(`Applied ${applied.length} database migration(s).`);
  console.log(`Hookline is ready at ${url}`);
  console.log(`Data: ${directory}${cluster?.elsewhere ? `; PostgreSQL's files: ${cluster.elsewhere}` : ""}`);
  if (signInUrl !== null) console.log(`Sign in as owner, once, within a day: ${signInUrl}`);
}

async function launchWorker(stopped: Promise<"signal">): Promise<number> {
  if (!process.env.DATABASE_URL)
    throw new LaunchError(
      "A further worker needs DATABASE_URL, and the HOOKLINE_SECRET of the installation that it works for. npm start runs one of its own.",
    );
  const env = { ...process.env, HOOKLINE_SECRET: readSecret(process.env, dataDirectory(process.env)) };
  const worker = keepRunning("worker.ts", env);
  try {
    await Promise.race([worker.ready.then(() => console.log("The worker is ready.")), stopped]);
    await stopped;
    return 0;
  } finally {
    await worker.stop();
  }
}
