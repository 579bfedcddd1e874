/** The supervisor behind `npm start`: PostgreSQL, migrations, web, worker; in that order, and stopped in the reverse. */
import type { KeptChild } from "./child";
import { claim } from "./claim";
import { type FurtherRole, launchFurther } from "./further-process";
import { migrate } from "./migrate";
import { type KeptCluster, keepCluster } from "./postgres/kept-cluster";
import { requireSessions } from "./require-sessions";
import { keepWeb, keepWorker, saySignIn } from "./roles";
import { choosePort, dataDirectory, LaunchError, originOf, readSecret } from "./settings";

export interface LaunchOptions {
  dev: boolean;
  role: "all" | FurtherRole;
}

/** Runs until told to stop; the exit code. */
export async function launch(options: LaunchOptions): Promise<number> {
  const stopped = untilSignal();
  try {
    return options.role === "all"
      ? await launchAll(options, stopped)
      : await launchFurther(options.role, stopped);
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
  const cluster = process.env.DATABASE_URL
    ? null
    : await keepCluster({ dataDirectory: directory, notPort: port });
  const children: KeptChild[] = [];
  try {
    const databaseUrl = cluster?.url ?? process.env.DATABASE_URL ?? "";
    const directUrl = cluster?.url ?? (process.env.DATABASE_DIRECT_URL || databaseUrl);
    if (cluster === null) await requireSessions(directUrl);
    const applied = await migrate(directUrl);
    const env = {
      ...process.env,
      NODE_ENV: options.dev ? "development" : "production",
      HOOKLINE_DEV: options.dev ? "1" : "",
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: directUrl,
      HOOKLINE_DATA: directory,
      HOOKLINE_SECRET: readSecret(process.env, directory),
      HOOKLINE_URL: process.env.HOOKLINE_URL || originOf(host, port),
      PORT: String(port),
      HOST: host,
    };
    const web = keepWeb(env);
    const worker = keepWorker(env);
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

async function untilOver(stopped: Promise<"signal">, cluster: KeptCluster | null): Promise<number> {
  const reason = await Promise.race([stopped, cluster?.gaveUp ?? new Promise<never>(() => undefined)]);
  if (reason === "signal") {
    console.log("Stopping …");
    return 0;
  }
  console.error(
    `PostgreSQL could not be started again, so Hookline stops. Nothing that was accepted is lost. ${reason.message}`,
  );
  return 1;
}

function greet(started: {
  url: string;
  signInUrl: string | null;
  directory: string;
  cluster: KeptCluster | null;
  applied: string[];
}): void {
  const { url, signInUrl, directory, cluster, applied } = started;
  if (applied.length > 0) console.log(`Applied ${applied.length} database migration(s).`);
  console.log(`Hookline is ready at ${url}`);
  console.log(`Data: ${directory}${cluster?.elsewhere ? `; PostgreSQL's files: ${cluster.elsewhere}` : ""}`);
  saySignIn(signInUrl);
}
