/**
 * `npm run bench`: the product measured from outside, beside what the same machine can do at all (limit.mjs), in one run, because only the
 * ratio travels. Exits with 1 when an accepted event was lost or one was called twice.
 */
import { writeFileSync } from "node:fs";
import { flags, printTable } from "./figures.mjs";
import { withLimit } from "./limit.mjs";
import { startLoad } from "./load.mjs";
import {
  measureAccept,
  measureBurst,
  measureDup,
  measureLimit,
  measureOpen,
  measureStored,
  warmUp,
} from "./measures.mjs";
import { callApi, newProduct, publishExample, runningProduct } from "./product.mjs";
import { rowsOf } from "./report.mjs";

const ALL = ["limit", "accept", "stored", "open", "burst", "dup"];
const options = flags({
  seconds: 10,
  only: ALL.join(","),
  json: "",
  connections: 32,
  events: 20_000,
  url: "",
  key: "",
  receiver: 0,
  log: "",
});
const chosen = options.only.split(",");
const unknown = chosen.find((name) => !ALL.includes(name));
if (unknown !== undefined) throw new Error(`--only knows ${ALL.join(", ")}; not "${unknown}"`);
const wants = (name) => chosen.includes(name);

if (
  options.url !== "" &&
  (!options.url.startsWith("http://") || options.key === "" || options.receiver === 0)
)
  throw new Error(
    "--url wants a plain http:// address, and beside it --key (an API key) and --receiver (a port; the product's HOOKLINE_ALLOW_HOSTS must have 127.0.0.1 with it)",
  );

const load = await startLoad(options.receiver);
const product = options.url
  ? runningProduct(options.url, options.key)
  : await newProduct({ receiver: load.address, log: options.log });
const figures = { seconds: options.seconds, connections: options.connections };
try {
  if (wants("limit")) figures.limit = await withLimit((target) => measureLimit(load, target, options));
  await product.start();
  const target = await publishExample(product, load.address);
  const bench = { load, product, target, options };
  await warmUp(bench);
  if (wants("accept")) figures.accept = await measureAccept(bench);
  if (wants("stored")) figures.stored = await measureStored(bench);
  if (wants("open")) figures.open = await measureOpen(bench);
  if (wants("burst")) figures.burst = await measureBurst(bench);
  if (wants("dup")) figures.dup = await measureDup(bench);
  // Somebody else's product is left without a workflow that runs.
  if (options.url !== "") await callApi(product, `/workflows/${target.workflowId}/unpublish`, {});
} finally {
  await product.stop();
  load.stop();
}
printTable(rowsOf(figures));
if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
const wrong = [figures.accept, figures.burst, ...(figures.open ?? [])].some(
  (one) => one !== undefined && one.lost + one.twice > 0,
);
process.exitCode = wrong || (figures.dup !== undefined && figures.dup.runs !== 1) ? 1 : 0;
