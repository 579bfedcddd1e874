/** Where data lives, which secret, which port: what the supervisor settles before anything starts. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";

/** An expected reason not to start; its message is all that is printed. */
export class LaunchError extends Error {
  override name = "LaunchError";
}

const FIRST_PORT = 3000;
const PORTS_TO_TRY = 50;

export function dataDirectory(env: NodeJS.ProcessEnv): string {
  const directory = path.resolve(env.HOOKLINE_DATA || ".hookline");
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** The installation's secret: from the environment, else made once and kept beside the data, readable by its owner only. */
export function readSecret(env: NodeJS.ProcessEnv, directory: string): string {
  if (env.HOOKLINE_SECRET) return env.HOOKLINE_SECRET;
  const file = path.join(directory, "secret");
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

/** For a further process: a secret made now would open nothing that the installation has stored. */
export function readExistingSecret(env: NodeJS.ProcessEnv): string {
  const directory = path.resolve(env.HOOKLINE_DATA || ".hookline");
  if (env.HOOKLINE_SECRET || existsSync(path.join(directory, "secret"))) return readSecret(env, directory);
  throw new LaunchError(
    `HOOKLINE_SECRET is not set, and there is none in ${directory}. Set it to the secret of the installation that this process joins.`,
  );
}

/** Where people reach it. 0.0.0.0 is everywhere, which is no address to open. */
export function originOf(host: string, port: number): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  return `http://${everywhere ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** PORT as given, or the first free one from 3000 on. */
export async function choosePort(env: NodeJS.ProcessEnv, host: string): Promise<number> {
  if (env.PORT) {
    const port = Number(env.PORT);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new LaunchError(`PORT is "${env.PORT}", which is no port. Use a number from 1 to 65535.`);
    const problem = await portProblem(port, host);
    if (problem === null) return port;
    throw new LaunchError(
      `Port ${port} on ${host} cannot be used (${problem}). Stop what uses it, or start with another PORT.`,
    );
  }
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port++)
    if ((await portProblem(port, host)) === null) return port;
  throw new LaunchError(
    `No port from ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} is free. Set PORT to one that is.`,
  );
}

function portProblem(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
