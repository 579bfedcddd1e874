/** Starts the real product on a data directory of its own, as a new user would, with a receiver that workflows may call. */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export const API_KEY = "hk_e2e_0123456789abcdefghijklmnop";
const START_MS = 240_000;

export default async function startProduct(): Promise<() => Promise<void>> {
  const receiver = await startReceiver();
  const data = mkdtempSync(path.join(tmpdir(), "hookline-e2e-"));
  chmodSync(data, 0o755);
  const product = spawn(process.execPath, ["bin/start.mjs"], {
    env: {
      ...process.env,
      HOOKLINE_DATA: data,
      HOOKLINE_API_KEY: API_KEY,
      HOOKLINE_ALLOW_HOSTS: receiver.host,
      PORT: "",
      HOOKLINE_URL: "",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const signInUrl = await untilReady(product);
  process.env.E2E_SIGN_IN_URL = signInUrl;
  process.env.E2E_URL = new URL(signInUrl).origin;
  process.env.E2E_DATA = data;
  process.env.E2E_RECEIVER = `http://${receiver.host}`;
  return async () => {
    product.kill("SIGTERM");
    await new Promise((resolve) => product.once("exit", resolve));
    receiver.close();
    rmSync(data, { recursive: true, force: true });
  };
}

/** The one-time address that the product prints. */
function untilReady(product: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const late = setTimeout(
      () => reject(new Error(`The product was not ready in time. It said:\n${said}`)),
      START_MS,
    );
    const listen = (chunk: Buffer) => {
      said += chunk;
      const url = /http:\/\/\S+\/welcome\?token=\S+/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    product.stdout?.on("data", listen);
    product.stderr?.on("data", listen);
    product.once("exit", (code) =>
      reject(new Error(`The product ended with code ${code}. It said:\n${said}`)),
    );
  });
}

/** Keeps the JSON bodies it is sent; GET gives them back. Under /slack it lists channels as Slack does, if asked with the right token; what is called "refused" it refuses. */
async function startReceiver(): Promise<{ host: string; close: () => void }> {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url?.startsWith("/slack/conversations.list"))
      return response.end(JSON.stringify(slackChannels(request.headers.authorization)));
    if (request.url?.includes("refused")) {
      response.statusCode = 422;
      return response.end('{"error":"refused"}');
    }
    if (request.method === "GET") return response.end(JSON.stringify(bodies));
    bodies.push(JSON.parse(Buffer.concat(await request.toArray()).toString()));
    return response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

function slackChannels(authorization: string | undefined): object {
  if (authorization !== "Bearer xoxb-good") return { ok: false, error: "invalid_auth" };
  const channels = ["marketing", "sales", "support"].map((name) => ({ id: `C_${name}`, name }));
  return { ok: true, channels, response_metadata: { next_cursor: "" } };
}
