/**
 * `npm run bench:fuzz`: requests nobody would send (fuzz-requests.mjs) at the hook's address, the same ones for the same --seed. Exits with 1
 * for a 5xx other than 503, or when web ended, or when a proper click is no longer accepted afterwards. Memory is read after each of
 * --slices parts.
 */
import { writeFileSync } from "node:fs";
import { clickRequest } from "./click.mjs";
import { Connection } from "./connection.mjs";
import { eventId, isAccepted, newJobName } from "./event.mjs";
import { flags, printTable } from "./figures.mjs";
import { fuzzRequest, newDice } from "./fuzz-requests.mjs";
import { withHeapProbe } from "./heap.mjs";
import { startLoad } from "./load.mjs";
import { MEMORY_HEAD, memoryCells, readMemory } from "./memory.mjs";
import { canSeeProcesses, childOf } from "./processes.mjs";
import { newProduct, publishExample } from "./product.mjs";

const TRIES = 60;
const AGAIN_MS = 500;
const options = flags({ requests: 100_000, slices: 5, connections: 32, seed: 1, json: "", log: "" });
const load = await startLoad();
const product = await newProduct({
  receiver: load.address,
  log: options.log,
  env: canSeeProcesses ? withHeapProbe() : {},
});
/** By kind of request, by status; 0 is no answer. */
const statuses = new Map();
const bad = [];
/** One row after each part: how many requests so far, and the memory then. */
const memory = [];

function count(request, status, number) {
  const key = `${request.kind} ${status}`;
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
  if (status >= 500 && status !== 503) bad.push(`request ${number} (${request.kind}) was answered ${status}`);
}

/** The requests numbered `from` to below `to`. */
async function fuzz(target, { from, to }) {
  let next = from;
  const sender = async () => {
    let connection = new Connection(target.hook);
    while (next < to) {
      const number = next++;
      const request = fuzzRequest(newDice(options.seed * 1_000_003 + number), target, number);
      count(request, await connection.send(request.bytes, request), number);
      if (!request.breaks) continue;
      connection.close();
      connection = new Connection(target.hook);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: options.connections }, sender));
}

/** 503 says "send it again": a machine that stood still may say so at any time. */
async function isStillUp(target) {
  const connection = new Connection(target.hook);
  const send = () => connection.send(clickRequest(target, eventId({ name: newJobName() }, 0)));
  let status = await send();
  for (let again = 0; status === 503 && again < TRIES; again++) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    status = await send();
  }
  connection.close();
  return isAccepted(status);
}

async function noteMemory(requests) {
  if (canSeeProcesses) memory.push({ requests, ...(await readMemory(product)) });
}

try {
  await product.start();
  const target = await publishExample(product, load.address);
  const pidOf = (role) => childOf(product.child.pid, role)?.pid;
  const before = { web: pidOf("web"), pages: pidOf("pages") };
  await noteMemory(0);
  for (let slice = 1, from = 0; slice <= options.slices; slice++) {
    const to = Math.round((options.requests * slice) / options.slices);
    await fuzz(target, { from, to });
    await noteMemory(to);
    from = to;
  }
  for (const role of ["web", "pages"])
    if (pidOf(role) !== before[role]) bad.push(`${role} ended and was started again`);
  if (!(await isStillUp(target))) bad.push("a proper click is no longer accepted");
  printTable([
    ["request, status", "times"],
    ...[...statuses].sort().map(([key, times]) => [key, String(times)]),
  ]);
  printTable([
    ["requests", ...MEMORY_HEAD],
    ...memory.map((one) => [String(one.requests), ...memoryCells(one)]),
  ]);
} finally {
  await product.stop();
  load.stop();
}
for (const line of bad.slice(0, 20)) console.log(line);
console.log(`${options.requests} requests, seed ${options.seed}: ${bad.length} wrong`);
if (options.json)
  writeFileSync(
    options.json,
    `${JSON.stringify({ requests: options.requests, seed: options.seed, statuses: Object.fromEntries(statuses), memory, bad }, null, 2)}\n`,
  );
process.exitCode = bad.length > 0 ? 1 : 0;
