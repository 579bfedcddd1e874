/** The product with something in it: started on a database of its own, filled through its API, its webhook door and, for yesterday, the database. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import pg from "pg";
import { callApi, newDataDirectory, newProduct, removeDirectory } from "../../bench/product.mjs";
import { sixtySteps, WORKFLOWS } from "./documents.mjs";
import { clickOf, writeHistory } from "./history.mjs";

const { startCluster } = await import("../../lib/launch/postgres/cluster.ts");
const { newId } = await import("../../lib/base/ids.ts");

/** Answers every call as a service that is content; PUT is refused, so that one run fails. */
async function startReceiver() {
  const server = createServer((request, response) => {
    request.resume();
    response.statusCode = request.method === "PUT" ? 422 : 200;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, channel: "C024BE91L", ts: "1764061200.000100", id: 7 }));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Nothing in it yet. `signInUrl`: the owner's, for once; `strike`: ends all of it. */
export async function setStage() {
  const data = newDataDirectory();
  const log = join(data, "product.log");
  const receiver = await startReceiver();
  const cluster = await startCluster({ dataDirectory: data });
  const product = await newProduct({ receiver: receiver.host, log, env: { DATABASE_URL: cluster.url } });
  const strike = async () => {
    if (product.child !== null) await product.stop();
    await cluster.stop();
    receiver.close();
    removeDirectory(data);
  };
  try {
    await product.start();
    const signInUrl = /http:\/\/\S+\/welcome\?token=\S+/.exec(readFileSync(log, "utf8"))?.[0];
    return { product, signInUrl, database: cluster.url, receiver: `http://${receiver.host}`, strike };
  } catch (error) {
    await strike();
    throw error;
  }
}

async function call(product, method, path, body) {
  const answer = await fetch(`${product.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${product.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Ids of workflows by name. */
export async function fillStage({ product, database, receiver }) {
  const connect = async (body) => (await callApi(product, "/connections", body)).id;
  const settings = {
    receiver,
    slack: await connect({
      integrationId: "slack",
      name: "Shop's Slack",
      values: { botToken: "xoxb-pictures", apiUrl: receiver },
    }),
    email: await connect({
      integrationId: "email",
      name: "Mail server",
      values: { host: "smtp.example.com", from: "team@shop.example.com" },
    }),
  };
  const ids = {};
  let webhook;
  for (const plan of WORKFLOWS) {
    const made = await makeWorkflow(product, plan, settings);
    ids[plan.name] = made.id;
    webhook ??= made.webhook;
  }
  const big = await callApi(product, "/workflows", {
    name: "Onboarding, all paths",
    document: sixtySteps(),
  });
  ids[big.name] = big.id;
  await call(product, "PATCH", "/workflows", { workflowIds: [big.id], addTags: ["Onboarding"] });
  const old = await callApi(product, "/workflows", { name: "Spring sale" });
  await call(product, "PATCH", "/workflows", { workflowIds: [old.id], archived: true });
  await writePast(database, ids);
  await sendEvents(product, webhook);
  await changeDraft(product, ids["Pricing follow-up"]);
  // The list counts hours that are over every half a minute.
  await until("the list of workflows counts yesterday's runs", async () => {
    const { workflows } = await callApi(product, "/workflows");
    return workflows.some(({ runs24h }) => runs24h.byHour[12] > 0);
  });
  return ids;
}

async function makeWorkflow(product, plan, settings) {
  const { id } = await callApi(product, "/workflows", { name: plan.name, document: plan.make(settings) });
  let webhook;
  for (let number = 1; number <= plan.versions; number++) {
    const note = number === plan.versions ? "Docs readers have a way of their own" : "";
    ({ webhook } = await callApi(product, `/workflows/${id}/publish`, { note }));
  }
  if (plan.tags.length > 0)
    await call(product, "PATCH", "/workflows", { workflowIds: [id], addTags: plan.tags });
  return { id, webhook };
}

async function writePast(database, ids) {
  const client = new pg.Client(database);
  await client.connect();
  try {
    const { rows } = await client.query(
      "select id, workspace_id, live_version_id from workflow where live_version_id is not null",
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [seed, plan] of WORKFLOWS.entries()) {
      const row = byId.get(ids[plan.name]);
      if (row === undefined) continue;
      const where = { workspaceId: row.workspace_id, workflowId: row.id, versionId: row.live_version_id };
      await writeHistory(client, { ...where, plan, newId, seed });
    }
  } finally {
    await client.end();
  }
}

const CLICKS = [
  "/docs/quickstart",
  "/pricing",
  "/blog",
  "/pricing?plan=pro",
  "/docs/webhooks",
  "/pricing?plan=team",
];

async function sendEvents(product, { connectionId, url }) {
  const { key } = await callApi(product, `/connections/${connectionId}/generated-key`, {});
  const send = async (event, signWith = key) => {
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", signWith).update(`v0:${timestamp}:${body}`).digest("hex");
    const headers = {
      "content-type": "application/json",
      "x-cio-timestamp": timestamp,
      "x-cio-signature": signature,
    };
    await fetch(new URL(new URL(url).pathname, product.url), { method: "POST", headers, body });
  };
  for (const [index, path] of CLICKS.entries()) await send(clickOf(index + 1, path));
  await send(clickOf(90, "/pricing"), "a wrong key");
  await send(clickOf(1, CLICKS[0]));
  await send({ ...clickOf(50, "/pricing"), metric: "bounced" });
  await until("every run of the pictures has ended", async () => {
    const { runs } = await callApi(product, "/runs?status=pending,running");
    return runs.length === 0;
  });
}

async function until(what, happened) {
  for (
    const end = Date.now() + 60_000;
    Date.now() < end;
    await new Promise((resolve) => setTimeout(resolve, 200))
  )
    if (await happened()) return;
  throw new Error(`After a minute it is still not so that ${what}.`);
}

/** Three changes beyond the live version. */
async function changeDraft(product, id) {
  const { draft, revision } = await callApi(product, `/workflows/${id}`);
  const nodes = draft.nodes.map((node) => {
    if (node.id === "slack") return { ...node, config: { ...node.config, channel: "#sales-leads" } };
    const config = { ...node.config, url: "https://crm.example.com/notes" };
    return node.id === "crm" ? { ...node, name: "Note interest in CRM", config } : node;
  });
  await call(product, "PUT", `/workflows/${id}/draft`, {
    document: { ...draft, nodes, settings: { maxRuns: 20 } },
    revision,
  });
}
