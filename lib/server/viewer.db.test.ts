/** Somebody who may only look: what the API lets them do, door by door. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import example from "../../examples/pricing-follow-up.json";
import { getApp } from "./app";
import { askApi, cookieOf, ORIGIN, startTestApp, type TestApp } from "./app.test-support";
import { API } from "./http/api";

let app: TestApp;
let cookie = "";
let workflowId = "";

beforeAll(async () => {
  app = await startTestApp();
  cookie = await cookieOf(app);
  const { document } = example;
  workflowId = (await askApi("/workflows", { body: { name: "Looked at", document } })).body.id;
  await getApp().database.prisma.membership.updateMany({ data: { role: "viewer" } });
});
afterAll(async () => {
  await app.close();
});

const ask = (path: string, options: { method?: string; body?: unknown } = {}) =>
  askApi(path, { ...options, headers: { authorization: "", cookie, origin: ORIGIN } });

const pathOf = (path: string) =>
  path
    .replace("/api/v1", "")
    .replace("{workflowId}", workflowId)
    .replace(/\{\w+\}/g, "none");
const changing = API.filter(({ door }) => door.method !== "GET" && !door.forViewers).map(({ door }) => door);

describe("a viewer", () => {
  test.each(changing.map(({ method, path }) => [method, path]))("is refused %s %s", async (method, path) => {
    const answer = await ask(pathOf(path), { method, body: {} });
    expect([answer.status, answer.body.error.message]).toEqual([
      403,
      "A viewer may look at everything and change nothing.",
    ]);
  });
  test("reads workflows, runs, events and connections", async () => {
    expect((await ask("/me")).body).toMatchObject({ role: "viewer" });
    expect((await ask(`/workflows/${workflowId}`)).body).toMatchObject({ name: "Looked at", revision: 1 });
    for (const path of ["/workflows", "/runs", "/events", "/connections"])
      expect((await ask(path)).status, path).toBe(200);
  });
  test("sets a password of their own", async () => {
    const body = { name: "Vera", email: "vera@example.com", password: "correct horse battery" };
    expect((await ask("/account", { body })).body).toMatchObject({ name: "Vera", role: "viewer" });
  });
  test("is seen by others, and sees them", async () => {
    const here = await ask(`/workflows/${workflowId}/presence`, { body: { tabId: "one", nodeId: null } });
    expect(here.body.present).toMatchObject([{ name: "Vera", tabId: "one" }]);
  });
  test("has changed nothing of all that", async () => {
    const { draft, revision } = (await ask(`/workflows/${workflowId}`)).body;
    expect([revision, draft.nodes.length]).toEqual([1, example.document.nodes.length]);
  });
});
