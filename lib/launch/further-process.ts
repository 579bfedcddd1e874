/** `--role web` and `--role worker`: one more process on the database of an installation. */
import { migrate } from "./migrate";
import { requireSessions } from "./require-sessions";
import { keepWeb, keepWorker, saySignIn } from "./roles";
import { choosePort, LaunchError, originOf, readExistingSecret } from "./settings";

export type FurtherRole = "web" | "worker";

export async function launchFurther(role: FurtherRole, stopped: Promise<"signal">): Promise<number> {
  const databaseUrl = process.env.DATABASE_URL;
  if (!databaseUrl)
    throw new LaunchError(
      `A further ${role} process needs DATABASE_URL, and the HOOKLINE_SECRET of the installation that it joins. npm start runs one of its own.`,
    );
  const shared = { ...process.env, NODE_ENV: "production", HOOKLINE_SECRET: readExistingSecret(process.env) };
  const directUrl = process.env.DATABASE_DIRECT_URL || databaseUrl;
  await prepareDatabase(directUrl).catch((error: Error) => {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(`The database of DATABASE_URL could not be prepared: ${error.message}`);
  });
  return role === "web" ? runWeb(shared, stopped) : runWorker(shared, stopped);
}

async function prepareDatabase(directUrl: string): Promise<void> {
  await requireSessions(directUrl);
  await migrate(directUrl);
}

async function runWeb(
  shared: Record<string, string | undefined>,
  stopped: Promise<"signal">,
): Promise<number> {
  const host = shared.HOST || "127.0.0.1";
  const port = await choosePort(process.env, host);
  const own = originOf(host, port);
  const web = keepWeb({
    ...shared,
    HOST: host,
    PORT: String(port),
    HOOKLINE_URL: shared.HOOKLINE_URL || own,
  });
  try {
    const first = await Promise.race([web.ready, stopped]);
    if (first === "signal") return 0;
    console.log(`This web process is ready at ${own}`);
    saySignIn(first.signInUrl ?? null);
    await stopped;
    return 0;
  } finally {
    await web.stop();
  }
}

async function runWorker(
  shared: Record<string, string | undefined>,
  stopped: Promise<"signal">,
): Promise<number> {
  const worker = keepWorker(shared);
  try {
    const first = await Promise.race([worker.ready, stopped]);
    if (first === "signal") return 0;
    console.log("The worker is ready.");
    await stopped;
    return 0;
  } finally {
    await worker.stop();
  }
}
