/** `npm run bench:soak`: a steady rate for a long time; a line a minute. Exits with 1 when an event was lost or called twice. */
import { flags, inMiB, inMs, quantile } from "./figures.mjs";
import { startLoad } from "./load.mjs";
import { usage } from "./processes.mjs";
import { newProduct, publishExample } from "./product.mjs";

const SECONDS = 60;
const options = flags({ minutes: 30, rate: 200, seconds: SECONDS, log: "" });
const load = await startLoad();
const product = await newProduct(load.address, options.log);
const sums = { accepted: 0, refused: 0, lost: 0, twice: 0 };

async function report(minute, log) {
  const end = await load.arrived(log);
  sums.accepted += log.accepted;
  sums.refused += log.refused;
  sums.lost += end.lost.length;
  sums.twice += end.twice.length;
  const memory = Object.entries(usage(product.child.pid)).map(
    ([name, { bytes }]) => `${name} ${inMiB(bytes)}`,
  );
  console.log(
    `${String(minute).padStart(4)}  due to called p50 ${inMs(quantile(end.latencies, 0.5))}, p99 ${inMs(quantile(end.latencies, 0.99))}; lost ${end.lost.length}, twice ${end.twice.length}, refused ${log.refused}; ${memory.join(", ")}`,
  );
}

try {
  await product.start();
  const target = await publishExample(product, load.address);
  let reported = Promise.resolve();
  for (let minute = 1; minute <= options.minutes; minute++) {
    const log = await load.send("openLoop", { target, rate: options.rate, seconds: options.seconds });
    await reported;
    // While the next minute's events are already sent.
    reported = report(minute, log);
  }
  await reported;
} finally {
  await product.stop();
  load.stop();
}
console.log(
  `accepted ${sums.accepted}, refused ${sums.refused}, lost ${sums.lost}, called twice ${sums.twice}`,
);
process.exitCode = sums.lost + sums.twice > 0 ? 1 : 0;
