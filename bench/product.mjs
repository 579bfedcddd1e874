/** The product as a user starts it, on a data directory of its own, with the example workflow published. */
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sleep } from "./figures.mjs";

export const root = dirname(import.meta.dirname);
const API_KEY = "hk_bench_0123456789abcdefghijklmnopqrstuv";
const READY_MS = 300_000;

/** Open to the user that runs PostgreSQL when this is root; else its files would be put elsewhere and stay there. */
export function newDataDirectory() {
  const directory = mkdtempSync(join(tmpdir(), "hookline-bench-"));
  chmodSync(directory, 0o755);
  return directory;
}
export const removeDirectory = (directory) => rmSync(directory, { recursive: true, force: true });

export async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function untilReady(url, child) {
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`Hookline ended with code ${child.exitCode}`);
    const ready = await fetch(url, { redirect: "manual" }).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (ready) return;
  }
  throw new Error("Hookline was not ready after five minutes");
}

/** `receiver`: host:port that workflows may call; `log`: a file for what the product says, "" for none; `env`: more of the environment. `start` starts it again after it has ended, on the same address and data. */
export async function newProduct({ receiver, log = "", env = {} }) {
  const data = newDataDirectory();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const product = {
    url,
    key: API_KEY,
    data,
    child: null,
    async start() {
      const output = log === "" ? "ignore" : openSync(log, "a");
      product.child = spawn(process.execPath, [join(root, "bin/start.mjs")], {
        cwd: root,
        stdio: ["ignore", output, output],
        env: {
          ...process.env,
          DATABASE_URL: "",
          HOST: "",
          PORT: String(port),
          HOOKLINE_DATA: data,
          HOOKLINE_URL: url,
          HOOKLINE_API_KEY: API_KEY,
          HOOKLINE_ALLOW_HOSTS: receiver,
          ...env,
        },
      });
      await untilReady(url, product.child);
    },
    ended: () => product.child.exitCode !== null || product.child.signalCode !== null,
    async untilEnded() {
      while (!product.ended()) await sleep(20);
    },
    async stop() {
      if (!product.ended()) product.child.kill("SIGTERM");
      await product.untilEnded();
      removeDirectory(data);
    },
  };
  return product;
}

/** A product that somebody else runs. */
export const runningProduct = (url, key) => ({
  url,
  key,
  child: null,
  start: async () => undefined,
  stop: async () => undefined,
});

/** `body` undefined: GET. */
export async function callApi({ url, key }, path, body) {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return await answer.json();
}

/** Imports examples/pricing-follow-up.json with the receiver as its target, and publishes it: {workflowId, hook, key}. */
export async function publishExample(product, receiver) {
  const { name, document } = JSON.parse(readFileSync(join(root, "examples/pricing-follow-up.json"), "utf8"));
  document.nodes.find(({ id }) => id === "http").config.url = `http://${receiver}/anything`;
  const { id: workflowId } = await callApi(product, "/workflows", { name, document });
  const { webhook } = await callApi(product, `/workflows/${workflowId}/publish`, {});
  const { key } = await callApi(product, `/connections/${webhook.connectionId}/generated-key`, {});
  return { workflowId, hook: new URL(new URL(webhook.url).pathname, product.url).href, key };
}
