/** What a service offers for an input, asked through the API of a server that answers as Slack does. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

let app: TestApp;
let slack: Server;
/** As able to answer, and not among the hosts that may be called. */
let hidden: Server;
let host = "";

async function startSlack(): Promise<Server> {
  const server = createServer((request, response) => {
    const isGood = request.headers.authorization === "Bearer good";
    const channels = [{ id: "C1", name: "sales" }];
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(isGood ? { ok: true, channels } : { ok: false, error: "token_revoked" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
const hostOf = (server: Server) => `127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeAll(async () => {
  [slack, hidden] = await Promise.all([startSlack(), startSlack()]);
  host = hostOf(slack);
  app = await startTestApp({ HOOKLINE_ALLOW_HOSTS: host });
});
afterAll(async () => {
  await app.close();
  for (const server of [slack, hidden]) {
    server.closeAllConnections();
    server.close();
  }
});

const ask = (path: string, body?: object) => askApi(`/connections${path}`, { body });
const connect = async (values: object): Promise<string> =>
  (await ask("", { integrationId: "slack", name: "Slack", values })).body.id;

test("is the service's own list, with the stored token", async () => {
  const id = await connect({ botToken: "good", apiUrl: `http://${host}` });
  expect(await ask(`/${id}/lists/channels`)).toEqual({
    status: 200,
    body: { choices: [{ value: "#sales", label: "#sales" }] },
  });
});

test("is refused in the service's own words, with what to do", async () => {
  const id = await connect({ botToken: "old", apiUrl: `http://${host}` });
  const { status, body } = await ask(`/${id}/lists/channels`);
  expect(status).toBe(422);
  expect(body.error.message).toMatch(/token_revoked. The bot token was revoked/);
  expect(body.error.hint).toMatch(/test the connection/);
});

test("does not reach addresses that actions may not reach", async () => {
  const id = await connect({ botToken: "good", apiUrl: `http://${hostOf(hidden)}` });
  expect((await ask(`/${id}/lists/channels`)).status).toBe(422);
});

test("is not there for lists and connections that are not", async () => {
  const id = await connect({ botToken: "good", apiUrl: `http://${host}` });
  for (const path of [`/${id}/lists/nothing`, `/${id}/lists/toString`, "/conn_none/lists/channels"])
    expect((await ask(path)).status, path).toBe(404);
});
