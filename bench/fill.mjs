/**
 * `npm run bench:fill`: how the product does with a long history. Measures ingest, lists and searches, fills the database with events and
 * runs of the last 13 weeks, and measures again.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { register } from "tsx/esm/api";
import { flags, inMs, now, printTable, spread, whole } from "./figures.mjs";
import { fillWeek, WEEKS } from "./fill-week.mjs";
import { answers, startLoad } from "./load.mjs";
import { callApi, newDataDirectory, newProduct, publishExample, removeDirectory, root } from "./product.mjs";

const options = flags({ events: 10_000_000, runs: 2_000_000, seconds: 10, requests: 200, json: "", log: "" });
const CONNECTIONS = 32;
const WEEK_MS = 7 * 86_400_000;
const IN_PARALLEL = 2;

register();
const { startCluster } = await import("../lib/launch/postgres/cluster.ts");
const { migrate } = await import("../lib/launch/migrate.ts");
const { ensurePartitions } = await import("../lib/db/partitions.ts");

const data = newDataDirectory();
const cluster = await startCluster({ dataDirectory: data });
const load = await startLoad();
const product = await newProduct({
  receiver: load.address,
  log: options.log,
  env: { DATABASE_URL: cluster.url },
});
const figures = { events: options.events, runs: options.runs };
async function onDatabase(work) {
  const client = new pg.Client(cluster.url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function namesOf({ workflowId }) {
  const { rows } = await onDatabase((client) =>
    client.query("select workspace_id, version_id, endpoint_id from subscription where workflow_id = $1", [
      workflowId,
    ]),
  );
  const fixture = "lib/integrations/customer-io/fixtures/event_email_clicked__campaign.json";
  return { workflowId, ...rows[0], payload: readFileSync(join(root, fixture), "utf8") };
}

async function fill(names) {
  const lastMonday = Math.floor((Date.now() - 4 * 86_400_000) / WEEK_MS) * WEEK_MS + 4 * 86_400_000;
  const weeks = Array.from({ length: WEEKS }, (_, number) => lastMonday - (number + 1) * WEEK_MS);
  await onDatabase(async (client) => {
    for (const week of weeks) await ensurePartitions(client, week);
  });
  const share = { events: Math.round(options.events / WEEKS), runs: Math.round(options.runs / WEEKS) };
  let filled = 0;
  const filler = () =>
    onDatabase(async (client) => {
      for (let week = weeks.pop(); week !== undefined; week = weeks.pop()) {
        await fillWeek(client, { week, share, names });
        console.log(`filled ${++filled} of ${WEEKS} weeks`);
      }
    });
  await Promise.all(Array.from({ length: IN_PARALLEL }, filler));
  await onDatabase((client) => client.query("vacuum (analyze)"));
  await onDatabase((client) => client.query("checkpoint"));
}

async function measureIngest(target) {
  const log = await load.send("closedLoop", { target, connections: CONNECTIONS, seconds: options.seconds });
  const end = await load.arrived(log);
  return { perSecond: answers(log).perSecond, ack: spread(answers(log).acks), lost: end.lost.length };
}

async function measure(target) {
  const lists = {};
  for (const [name, path] of Object.entries(LISTS)) lists[name] = await measureList(path);
  return { ingest: await measureIngest(target), lists };
}

const random = (count) => Math.floor(Math.random() * count);
/** Each makes the path of one request; the people of the fill are numbered. */
const LISTS = {
  "runs, newest": () => "/runs",
  "runs, an old page": () => `/runs?to=${new Date(Date.now() - random(WEEKS - 1) * WEEK_MS).toISOString()}`,
  "runs that failed": () => "/runs?status=failed",
  "runs of a person": () => `/runs?person=person${random(100_000)}@example.com`,
  "runs whose link has a word that none has": () => `/runs?url=none${random(1000)}`,
  "events, newest": () => "/events",
  "events that are held": () => "/events?state=held",
  "events of a type": () => "/events?type=email_clicked",
  "events of a person": () => `/events?q=person${random(100_000)}@example.com`,
  "events of a person, by id": () => `/events?q=person${random(100_000)}`,
  "events with a text that none has": () => `/events?q=none${random(1000)}`,
};

/** One request after the other, as a person makes them. */
async function measureList(path) {
  const times = [];
  for (let request = 0; request < options.requests; request++) {
    const began = now();
    await callApi(product, path());
    if (request >= options.requests / 10) times.push(now() - began);
  }
  return spread(times);
}

function report() {
  const { empty, full } = figures;
  const times = ({ p50, p99 }) => `p50 ${inMs(p50)}, p99 ${inMs(p99)}`;
  printTable([
    ["", "empty", `${whole(figures.events)} events, ${whole(figures.runs)} runs`],
    ["ingest, 32 connections", `${whole(empty.ingest.perSecond)}/s`, `${whole(full.ingest.perSecond)}/s`],
    ...Object.keys(LISTS).map((name) => [name, times(empty.lists[name]), times(full.lists[name])]),
    ["the fill took", "", `${whole(figures.fillSeconds)} s`],
  ]);
}

try {
  await migrate(cluster.url);
  await product.start();
  const target = await publishExample(product, load.address);
  const names = await namesOf(target);
  await measureIngest(target);
  figures.empty = await measure(target);
  const began = now();
  await fill(names);
  figures.fillSeconds = (now() - began) / 1000;
  figures.full = await measure(target);
} finally {
  await product.stop();
  load.stop();
  await cluster.stop();
  removeDirectory(data);
}
report();
if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
