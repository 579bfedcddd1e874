/**
 * `npm run bench`: starts Hookline on a data directory of its own, publishes examples/pricing-follow-up.json against a receiver in this
 * process, and measures from outside. Every figure stands beside a baseline taken in the same run, because only the ratio travels
 * between machines: what the same client gets from an empty node:http server.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHmac, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SECONDS = Number(process.env.BENCH_SECONDS ?? 10);
const CONNECTIONS = 32;
const API_KEY = "hk_bench_0123456789abcdefghijklmnopqrstuv";
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function post(url, body, headers) {
  return new Promise((resolve) => {
    const call = request(
      url,
      { method: "POST", agent, headers: { "content-type": "application/json", ...headers } },
      (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode));
      },
    );
    call.on("error", () => resolve(0));
    call.end(body);
  });
}

/** A click as Customer.io sends it; the numbers of people and links vary, the size does not. */
function click(id) {
  const now = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    event_id: id,
    object_type: "email",
    metric: "clicked",
    timestamp: now,
    data: {
      customer_id: "42",
      identifiers: { id: "42", email: "ada@example.com", cio_id: "d9c106000001" },
      delivery_id: "RPILAgUBcRhIBqSfeiIwdIYJKxTY",
      campaign_id: 23,
      action_id: 38,
      recipient: "ada@example.com",
      subject: "Our new prices",
      href: "https://example.com/pricing?plan=pro",
      link_id: 1,
    },
  });
}

function signed(key, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-cio-timestamp": timestamp, "x-cio-signature": signature };
}

/** Sends as fast as answers come, over CONNECTIONS connections. */
async function closedLoop(url, headersFor) {
  const sent = new Map();
  const until = performance.now() + SECONDS * 1000;
  const started = performance.now();
  const acks = [];
  const sender = async () => {
    while (performance.now() < until) {
      const id = `01BENCH${randomUUID()}`;
      const body = click(id);
      const at = performance.now();
      const status = await post(url, body, headersFor(body));
      if (status >= 200 && status < 300) {
        sent.set(id, at);
        acks.push(performance.now() - at);
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  return { sent, acks, perSecond: sent.size / ((performance.now() - started) / 1000) };
}

/** Sends at a fixed rate; latency counts from the moment an event was due. */
async function openLoop(url, headersFor, perSecond) {
  const sent = new Map();
  const start = performance.now();
  const calls = [];
  for (let i = 0; i < perSecond * SECONDS; i++) {
    const due = start + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const id = `01BENCH${randomUUID()}`;
    const body = click(id);
    sent.set(id, due);
    calls.push(post(url, body, headersFor(body)));
  }
  await Promise.all(calls);
  return sent;
}

const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] : Number.NaN;
};
const ms = (value) => `${value.toFixed(1)} ms`;

/** Counts calls by event id, with the time of the first. */
async function receiver() {
  const calls = new Map();
  const server = createServer((incoming, answer) => {
    let text = "";
    incoming.on("data", (chunk) => {
      text += chunk;
    });
    incoming.on("end", () => {
      const id = JSON.parse(text || "{}").event_id;
      const known = calls.get(id);
      calls.set(id, { at: known?.at ?? performance.now(), count: (known?.count ?? 0) + 1 });
      answer.setHeader("content-type", "application/json").end('{"ok":true}');
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { calls, server, address: `127.0.0.1:${server.address().port}` };
}

async function untilQuiet(calls) {
  for (let last = -1, still = 0; still < 3; still = calls.size === last ? still + 1 : 0) {
    last = calls.size;
    await sleep(1000);
  }
}

async function untilReady(url, product) {
  for (const until = Date.now() + 300_000; Date.now() < until; await sleep(200)) {
    if (product.exitCode !== null) throw new Error(`Hookline ended with code ${product.exitCode}`);
    const ready = await fetch(url, { redirect: "manual" }).then(
      (answer) => answer.status < 500,
      () => false,
    );
    if (ready) return;
  }
  throw new Error("Hookline was not ready after five minutes");
}

function importExample(url, target) {
  const run = spawnSync(
    "npm",
    [
      "run",
      "--silent",
      "hookline",
      "--",
      "import",
      "examples/pricing-follow-up.json",
      "--publish",
      "--set",
      `http.url=http://${target}/anything`,
      "--json",
    ],
    { cwd: root, encoding: "utf8", env: { ...process.env, HOOKLINE_URL: url, HOOKLINE_API_KEY: API_KEY } },
  );
  if (run.status !== 0) throw new Error(`import failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function summary(sent, calls) {
  const latencies = [...sent].flatMap(([id, at]) => (calls.has(id) ? [calls.get(id).at - at] : []));
  return {
    latencies,
    lost: [...sent.keys()].filter((id) => !calls.has(id)).length,
    twice: [...sent.keys()].filter((id) => (calls.get(id)?.count ?? 0) > 1).length,
  };
}

async function measure(url, target) {
  const { webhookUrl, signingKey } = importExample(url, target.address);
  const headersFor = (body) => signed(signingKey, body);
  const bare = createServer((incoming, answer) => {
    incoming.resume();
    incoming.on("end", () => answer.end("{}"));
  });
  await new Promise((resolve) => bare.listen(0, "127.0.0.1", resolve));
  const baseline = await closedLoop(`http://127.0.0.1:${bare.address().port}/`, headersFor);
  bare.closeAllConnections();
  bare.close();

  const before = performance.now();
  const burst = await closedLoop(webhookUrl, headersFor);
  await untilQuiet(target.calls);
  const lastCall = Math.max(...[...target.calls.values()].map((call) => call.at));
  const burstEnd = summary(burst.sent, target.calls);
  const steady = await openLoop(webhookUrl, headersFor, 20);
  await untilQuiet(target.calls);
  const steadyEnd = summary(steady, target.calls);

  console.log(`baseline, an empty server        ${baseline.perSecond.toFixed(0)} requests/s`);
  console.log(
    `accepted, ${CONNECTIONS} connections         ${burst.perSecond.toFixed(0)} events/s, ${(burst.perSecond / baseline.perSecond).toFixed(2)} of the baseline; answer p50 ${ms(quantile(burst.acks, 0.5))}, p99 ${ms(quantile(burst.acks, 0.99))}`,
  );
  console.log(
    `completed, the same events       ${(burst.sent.size / ((lastCall - before) / 1000)).toFixed(0)} runs/s; lost ${burstEnd.lost}, called twice ${burstEnd.twice}`,
  );
  console.log(
    `click to call at 20 events/s     p50 ${ms(quantile(steadyEnd.latencies, 0.5))}, p99 ${ms(quantile(steadyEnd.latencies, 0.99))}; lost ${steadyEnd.lost}, called twice ${steadyEnd.twice}`,
  );
  return burstEnd.lost + burstEnd.twice + steadyEnd.lost + steadyEnd.twice;
}

const data = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const target = await receiver();
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const product = spawn(process.execPath, [join(root, "bin/start.mjs")], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    DATABASE_URL: "",
    PORT: String(port),
    HOOKLINE_DATA: data,
    HOOKLINE_URL: url,
    HOOKLINE_API_KEY: API_KEY,
    HOOKLINE_ALLOW_HOSTS: target.address,
  },
});
try {
  await untilReady(url, product);
  process.exitCode = (await measure(url, target)) === 0 ? 0 : 1;
} finally {
  const ended = new Promise((resolve) => product.once("exit", resolve));
  product.kill("SIGTERM");
  await ended;
  target.server.closeAllConnections();
  target.server.close();
  agent.destroy();
  rmSync(data, { recursive: true, force: true });
}
