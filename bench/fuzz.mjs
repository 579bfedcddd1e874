/**
 * `npm run bench:fuzz`: requests nobody would send (fuzz-requests.mjs) at the hook's address, the same ones for the same --seed. Exits with 1
 * for a 5xx other than 503, or when web ended, or when a proper click is no longer accepted afterwards.
 */
import { clickRequest } from "./click.mjs";
import { Connection } from "./connection.mjs";
import { eventId, isAccepted, newJobName } from "./event.mjs";
import { flags, inMiB, printTable } from "./figures.mjs";
import { fuzzRequest, newDice } from "./fuzz-requests.mjs";
import { startLoad } from "./load.mjs";
import { childOf, usage } from "./processes.mjs";
import { newProduct, publishExample } from "./product.mjs";

const options = flags({ requests: 100_000, connections: 32, seed: 1, log: "" });
const load = await startLoad();
const product = await newProduct(load.address, options.log);
/** By kind of request, by status; 0 is no answer. */
const statuses = new Map();
const bad = [];

function count(request, status, number) {
  const key = `${request.kind} ${status}`;
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
  if (status >= 500 && status !== 503) bad.push(`request ${number} (${request.kind}) was answered ${status}`);
}

async function fuzz(target) {
  let next = 0;
  const sender = async () => {
    let connection = new Connection(target.hook);
    while (next < options.requests) {
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

async function isStillUp(target) {
  const connection = new Connection(target.hook);
  const status = await connection.send(clickRequest(target, eventId({ name: newJobName() }, 0)));
  connection.close();
  return isAccepted(status);
}

const memory = () =>
  Object.entries(usage(product.child.pid))
    .map(([name, { bytes }]) => `${name} ${inMiB(bytes)}`)
    .join(", ");

try {
  await product.start();
  const target = await publishExample(product, load.address);
  const webBefore = childOf(product.child.pid, "web")?.pid;
  const before = memory();
  await fuzz(target);
  if (childOf(product.child.pid, "web")?.pid !== webBefore) bad.push("web ended and was started again");
  if (!(await isStillUp(target))) bad.push("a proper click is no longer accepted");
  printTable([
    ["request, status", "times"],
    ...[...statuses].sort().map(([key, times]) => [key, String(times)]),
  ]);
  console.log(`memory before: ${before}\nmemory after:  ${memory()}`);
} finally {
  await product.stop();
  load.stop();
}
for (const line of bad.slice(0, 20)) console.log(line);
console.log(`${options.requests} requests, seed ${options.seed}: ${bad.length} wrong`);
process.exitCode = bad.length > 0 ? 1 : 0;
