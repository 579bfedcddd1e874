/** The API as a program meets it: `answerApi(new Request(…))` on a real database. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALL_DOORS } from "@/lib/contracts/all-doors.test-support";
import example from "../../examples/pricing-follow-up.json";
import { getApp } from "./app";
import { askApi as ask, ORIGIN, startTestApp, type TestApp } from "./app.test-support";
import { welcome } from "./auth/welcome";
import { API } from "./http/api";

let app: TestApp;
let signInUrl = "";
let cookie = "";

beforeAll(async () => {
  app = await startTestApp();
  signInUrl = app.signInUrl;
});
afterAll(async () => {
  await app.close();
});

const withCookie = (more: Record<string, string> = {}) => ({ authorization: "", cookie, ...more });

test("every door of the contracts is served", () => {
  const served = API.map(({ door }) => `${door.method} ${door.path}`);
  expect(served.sort()).toEqual(ALL_DOORS.map(({ method, path }) => `${method} ${path}`).sort());
});

describe("who may ask", () => {
  test("nobody without a key or a session", async () => {
    expect((await ask("/workflows", { headers: { authorization: "" } })).status).toBe(401);
    expect((await ask("/workflows", { headers: { authorization: "Bearer hk_wrong" } })).body.error.code).toBe(
      "unauthorized",
    );
  });
  test("the one-time address gives a session once, and nothing without its token", async () => {
    const visit = (url: string) => welcome(new Request(url));
    expect((await visit(`${ORIGIN}/welcome?token=wrong`)).headers.get("location")).toBe("/sign-in?link=used");
    const first = await visit(signInUrl);
    expect(first.headers.get("location")).toBe("/workflows");
    cookie = first.headers
      .getSetCookie()
      .map((text) => text.split(";")[0])
      .join("; ");
    expect((await visit(signInUrl)).headers.get("location")).toBe("/sign-in?link=used");
    expect((await ask("/me", { headers: withCookie() })).body).toMatchObject({
      role: "owner",
      hasPassword: false,
    });
  });
  test("a session from another site may not change anything", async () => {
    const post = (headers: Record<string, string>) =>
      ask("/workflows", { method: "POST", body: {}, headers: withCookie(headers) });
    expect((await post({ origin: "https://evil.test" })).status).toBe(403);
    expect((await post({ "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post({ "content-type": "text/plain" })).status).toBe(400);
    expect((await post({ origin: ORIGIN })).status).toBe(200);
  });
  test("keys are for the owner, and are shown once", async () => {
    expect((await ask("/api-keys")).status).toBe(403);
    const made = await ask("/api-keys", {
      method: "POST",
      body: { name: "CI" },
      headers: withCookie({ origin: ORIGIN }),
    });
    expect(made.body.key).toMatch(/^hk_/);
    const listed = await ask("/api-keys", { headers: withCookie() });
    expect(JSON.stringify(listed.body)).not.toContain(made.body.key);
  });
  test("another workspace's things are not there", async () => {
    const { prisma } = getApp().database;
    await prisma.workspace.create({ data: { id: "ws_other", name: "Other" } });
    await prisma.workflow.create({
      data: { id: "wf_other", workspaceId: "ws_other", name: "Secret", draft: {} },
    });
    await prisma.connection.create({
      data: { id: "conn_other", workspaceId: "ws_other", integrationId: "slack", name: "Secret" },
    });
    for (const path of [
      "/workflows/wf_other",
      "/workflows/wf_other/export",
      "/connections/conn_other",
      "/runs/run_other",
      "/events/evt_other",
    ])
      expect((await ask(path)).status, path).toBe(404);
    expect((await ask("/workflows/wf_other", { method: "DELETE" })).status).toBe(404);
    expect(JSON.stringify((await ask("/workflows")).body)).not.toContain("Secret");
  });
});

describe("a workflow", () => {
  let id = "";
  test("is made from a document, and published", async () => {
    id = (
      await ask("/workflows", { method: "POST", body: { name: example.name, document: example.document } })
    ).body.id;
    const published = await ask(`/workflows/${id}/publish`, { method: "POST", body: { note: "First" } });
    expect(published.status).toBe(200);
    expect(published.body).toMatchObject({
      version: { number: 1, live: true, note: "First" },
      workflow: { changesSinceLive: 0 },
    });
    expect(published.body.webhook.url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\/hooks\/ep_/);
    const again = await ask("/workflows", { method: "POST", body: { document: example.document } });
    const second = await ask(`/workflows/${again.body.id}/publish`, { method: "POST", body: {} });
    expect(second.body.webhook).toEqual(published.body.webhook);
  });
  test("is saved by whoever saw the newest draft; others get the newer one", async () => {
    const { draft, revision } = (await ask(`/workflows/${id}`)).body;
    const changed = { ...draft, nodes: draft.nodes.map((node: object) => ({ ...node, name: "Renamed" })) };
    const saved = await ask(`/workflows/${id}/draft`, {
      method: "PUT",
      body: { document: changed, revision },
    });
    expect(saved.body).toMatchObject({
      revision: revision + 1,
      issues: [{ code: "no_signing_key" }],
    });
    const late = await ask(`/workflows/${id}/draft`, { method: "PUT", body: { document: draft, revision } });
    expect(late.status).toBe(409);
    expect(late.body.error.current).toEqual({
      draft: changed,
      revision: revision + 1,
      name: expect.any(String),
    });
    expect((await ask(`/workflows/${id}`)).body.changesSinceLive).toBe(4);
  });
  test("cannot be published while it has errors, and each is named", async () => {
    const empty = await ask("/workflows", {
      method: "POST",
      body: { triggerType: "customer-io.email-link-clicked" },
    });
    const refused = await ask(`/workflows/${empty.body.id}/publish`, { method: "POST", body: {} });
    expect(refused.status).toBe(422);
    expect(refused.body.error.issues).toMatchObject([{ code: "no_steps", nodeId: "trigger" }]);
  });
  test("keeps its versions when it goes off the air, and its endpoint stays", async () => {
    expect((await ask(`/workflows/${id}/unpublish`, { method: "POST", body: {} })).body.live).toBeNull();
    expect((await ask(`/workflows/${id}/versions`)).body.versions).toMatchObject([
      { number: 1, live: false },
    ]);
    expect((await ask(`/workflows/${id}/versions/1`)).body.document.nodes).toHaveLength(4);
    expect((await ask(`/workflows/${id}/webhook`)).body.webhook.endpointId).toMatch(/^ep_/);
  });
  test("is refused when it is not one", async () => {
    const bad = await ask("/workflows", { method: "POST", body: { document: { nodes: "x" } } });
    expect(bad.status).toBe(400);
    expect(bad.body.error.issues.length).toBeGreaterThan(0);
  });
});

describe("a connection's secrets", () => {
  test("are encrypted at rest and never sent back", async () => {
    const made = await ask("/connections", {
      method: "POST",
      body: { integrationId: "slack", name: "S", values: { botToken: "xoxb-very-secret" } },
    });
    expect(made.body).toMatchObject({ secretKeys: ["botToken"], settings: {} });
    const row = await getApp().database.prisma.connection.findUniqueOrThrow({ where: { id: made.body.id } });
    expect(row.secrets).toMatch(/^v1\./);
    for (const text of [
      JSON.stringify(made.body),
      JSON.stringify((await ask("/connections")).body),
      JSON.stringify(row),
    ])
      expect(text).not.toContain("very-secret");
    const renamed = await ask(`/connections/${made.body.id}`, {
      method: "PATCH",
      body: { values: { apiUrl: "https://slack.test" } },
    });
    expect(renamed.body).toMatchObject({
      secretKeys: ["botToken"],
      settings: { apiUrl: "https://slack.test" },
    });
  });
  test("are asked for by name when one is missing", async () => {
    const refused = await ask("/connections", {
      method: "POST",
      body: { integrationId: "email", name: "M", values: { port: 25 } },
    });
    expect(refused.status).toBe(422);
    expect(refused.body.error.issues.map(({ field }: { field: string }) => field)).toEqual(["host", "from"]);
  });
});

test("the freshness window of an endpoint can be changed", async () => {
  const [own] = (await ask("/connections")).body.connections.filter(
    (one: { webhook: unknown }) => one.webhook !== null,
  );
  expect(own.freshnessSeconds).toBe(300);
  const changed = await ask(`/connections/${own.id}`, { method: "PATCH", body: { freshnessSeconds: 600 } });
  expect(changed.body.freshnessSeconds).toBe(600);
  expect(
    (await ask(`/connections/${own.id}`, { method: "PATCH", body: { freshnessSeconds: 1 } })).status,
  ).toBe(400);
});

describe("the webhook door", () => {
  async function* chunks(size: number) {
    for (let sent = 0; sent < size; sent += 65_536) yield Buffer.alloc(Math.min(65_536, size - sent), " ");
  }
  const knock = (endpointId: string, size: number) =>
    getApp().receiveDelivery({ endpointId, headers: {}, body: chunks(size) });
  const endpointId = async () =>
    (await ask("/connections")).body.connections.find(
      (one: { webhook: object | null }) => one.webhook !== null,
    ).webhook.endpointId;

  test("answers 404 for an address that was never issued, and 413 over 1 MiB, and stores neither", async () => {
    const before = await getApp().database.prisma.delivery.count();
    expect((await knock("ep_nowhere", 10)).status).toBe(404);
    expect((await knock(await endpointId(), 1024 * 1024 + 1)).status).toBe(413);
    expect(await getApp().database.prisma.delivery.count()).toBe(before);
  });
  test("keeps what nobody can verify yet, and answers 200", async () => {
    expect(await knock(await endpointId(), 1024 * 1024)).toMatchObject({
      status: 200,
      body: { status: "unreadable" },
    });
  });
  test("still answers after its connection was deleted, and starts nothing", async () => {
    const id = await endpointId();
    const { connectionId } = await getApp().database.prisma.endpoint.findUniqueOrThrow({ where: { id } });
    expect((await ask(`/connections/${connectionId}`, { method: "DELETE", body: {} })).body).toEqual({
      deleted: true,
    });
    expect((await knock(id, 10)).status).toBe(200);
  });
});

test("what is not there says so", async () => {
  expect((await ask("/nothing")).status).toBe(404);
  expect((await ask("/workflows", { method: "PUT", body: {} })).body.error.message).toContain(
    "does not take PUT",
  );
  expect((await ask("/runs?limit=10000")).status).toBe(400);
});
