/**
 * `npm run bench:soak`: a steady rate for a long time, a line for each slice: latency, and memory after a collection. Then how the last
 * slice compares with the first after the warm-up. Exits with 1 when an event was lost or called twice.
 */
import { writeFileSync } from "node:fs";
import { flags, inMs, printTable, spread } from "./figures.mjs";
import { withHeapProbe } from "./heap.mjs";
import { startLoad } from "./load.mjs";
import { MEMORY_HEAD, memoryCells, readMemory } from "./memory.mjs";
import { canSeeProcesses } from "./processes.mjs";
import { newProduct, publishExample } from "./product.mjs";

const options = flags({ minutes: 30, rate: 200, seconds: 60, json: "", log: "" });
const count = Math.max(1, Math.round((options.minutes * 60) / options.seconds));
const load = await startLoad();
const product = await newProduct({
  receiver: load.address,
  log: options.log,
  env: canSeeProcesses ? withHeapProbe() : {},
});
const slices = [];

/** Between two slices: a forced collection stops the process for some ms, which is no latency of its own. */
async function note(log) {
  const end = await load.arrived(log);
  slices.push({
    ...spread(end.latencies),
    accepted: log.accepted,
    refused: log.refused,
    lost: end.lost.length,
    twice: end.twice.length,
    ...(canSeeProcesses ? await readMemory(product) : {}),
  });
  console.error(
    `slice ${slices.length} of ${count}: p50 ${inMs(slices.at(-1).p50)}, p99 ${inMs(slices.at(-1).p99)}`,
  );
}

try {
  await product.start();
  const target = await publishExample(product, load.address);
  for (let slice = 0; slice < count; slice++)
    await note(await load.send("openLoop", { target, rate: options.rate, seconds: options.seconds }));
} finally {
  await product.stop();
  load.stop();
}

printTable([
  ["slice", "p50", "p99", "accepted", "refused", "lost", "twice", ...(canSeeProcesses ? MEMORY_HEAD : [])],
  ...slices.map((one, index) => [
    String(index + 1),
    inMs(one.p50),
    inMs(one.p99),
    ...[one.accepted, one.refused, one.lost, one.twice].map(String),
    ...(canSeeProcesses ? memoryCells(one) : []),
  ]),
]);
const total = (name) => slices.reduce((sum, one) => sum + one[name], 0);
/** The first slice fills caches and compiles; the trend is read from the second on. */
const trend = (name) => {
  const [, first = slices[0]] = slices;
  return `${name} ${((100 * slices.at(-1)[name]) / first[name] - 100).toFixed(0)} %`;
};
console.log(
  `from slice 2 to ${slices.length}: ${["p50", "p99", ...(canSeeProcesses ? ["web", "webHeap", "pagesHeap", "worker", "workerHeap", "postgres"] : [])].map(trend).join(", ")}`,
);
console.log(
  `accepted ${total("accepted")}, refused ${total("refused")}, lost ${total("lost")}, called twice ${total("twice")}`,
);
if (options.json) writeFileSync(options.json, `${JSON.stringify({ rate: options.rate, slices }, null, 2)}\n`);
process.exitCode = total("lost") + total("twice") > 0 ? 1 : 0;
