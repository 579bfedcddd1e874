/** Findings that need more than the draft: connections, endpoints, other live workflows and events. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const CLICK = "customer-io.email-link-clicked";
let app: TestApp;
let workspaceId = "";
let customerIo = { id: "", webhook: { endpointId: "" } };

beforeAll(async () => {
  app = await startTestApp();
  workspaceId = app.workspaceId;
  customerIo = (await ask("/connections", { integrationId: "customer-io", name: "Shop", values: {} })).body;
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  const { prisma } = getApp().database;
  await prisma.event.deleteMany({});
  await prisma.workflow.deleteMany({});
});

const ask = (path: string, body?: object) => askApi(path, { body });

const step = (id: string, type: string, rest: Partial<WorkflowNode> = {}): WorkflowNode => ({
  id,
  type,
  config: {},
  position: { x: 0, y: 0 },
  ...rest,
});
/** Clicks on links with this in them are told to an address. */
const telling = (url: string, clicksOn: string): WorkflowDocument => ({
  formatVersion: 1,
  nodes: [
    step("trigger", CLICK),
    step("filter", "flow.filter", {
      config: {
        conditions: {
          match: "all",
          conditions: [{ field: "{{ trigger.href }}", type: "url", operator: "contains", value: clicksOn }],
        },
      },
    }),
    step("tell", "http.request", { name: "Tell the CRM", config: { url, method: "POST" } }),
  ],
  edges: [
    { id: "a", source: "trigger", target: "filter" },
    { id: "b", source: "filter", target: "tell" },
  ],
});
const make = async (document: WorkflowDocument, name = "Draft"): Promise<string> =>
  (await ask("/workflows", { name, document })).body.id;
const publish = async (document: WorkflowDocument, name: string) => {
  const id = await make(document, name);
  expect((await ask(`/workflows/${id}/publish`, {})).status).toBe(200);
  return id;
};
const codes = async (id: string): Promise<string[]> =>
  (await ask(`/workflows/${id}/checks`)).body.issues.map(({ code }: { code: string }) => code);
const twice = async (id: string) =>
  (await ask(`/workflows/${id}/checks`)).body.issues.filter(
    ({ code }: { code: string }) => code === "same_action_elsewhere",
  );

const example = lookupTrigger(CLICK)?.payloadExample as { data: object };
const addEvent = (href: string) =>
  getApp().database.prisma.event.create({
    data: {
      id: newId("evt"),
      workspaceId,
      endpointId: customerIo.webhook.endpointId,
      type: "email_clicked",
      status: "routed",
      payload: { ...example, data: { ...example.data, href } },
    },
  });

test("another live workflow that does the same is named, with how often it would have been twice", async () => {
  const other = await publish(telling("https://crm.test/a", "/pricing"), "Sales");
  const id = await make(telling("https://crm.test/a", "shop"));
  for (const path of ["/pricing", "/pricing", "/docs"]) await addEvent(`https://shop.test${path}`);
  expect(await twice(id)).toEqual([
    {
      code: "same_action_elsewhere",
      severity: "warning",
      message:
        '"Tell the CRM" does what "Tell the CRM" of the live workflow "Sales" does too. It would have been done twice for 2 of the last 3 events.',
      hint: "Remove one of the two, or let filters part the events between them.",
      nodeId: "tell",
      elsewhere: { workflowId: other, name: "Sales" },
    },
  ]);
  expect((await ask(`/workflows/${id}/publish`, {})).status).toBe(200);
});

test("not where filters part the events, nor for another address, nor for a workflow that is not live", async () => {
  await publish(telling("https://crm.test/a", "/pricing"), "Sales");
  await make(telling("https://crm.test/a", "/docs"), "Not live");
  await addEvent("https://shop.test/pricing");
  await addEvent("https://shop.test/docs");
  expect(await twice(await make(telling("https://crm.test/a", "/docs")))).toEqual([]);
  expect(await twice(await make(telling("https://crm.test/b", "/pricing")))).toEqual([]);
  expect(await twice(await make(telling("https://crm.test/a", "/pricing")))).toHaveLength(1);
});

test("before any event has come it is said without a number", async () => {
  await publish(telling("https://crm.test/a", "/pricing"), "Sales");
  const [issue] = await twice(await make(telling("https://crm.test/a", "/docs")));
  expect(issue.message).toContain("for an event that gets to both");
});

test("an endpoint without a signing key is warned of until there is one, and does not block publishing", async () => {
  const id = await publish(telling("https://crm.test/a", "/pricing"), "Sales");
  expect(await codes(id)).toContain("no_signing_key");
  await ask(`/connections/${customerIo.id}/signing-key`, { key: "a-key-of-customer-io" });
  expect(await codes(id)).not.toContain("no_signing_key");
});

test("a connection that failed its last test is warned of, one that is gone blocks publishing", async () => {
  const { body: slack } = await ask("/connections", {
    integrationId: "slack",
    name: "Team",
    values: { botToken: "xoxb-1" },
  });
  const document = telling("https://crm.test/a", "/pricing");
  const say = step("say", "slack.post-message", {
    config: { channel: "#a", text: "Hi" },
    connectionId: slack.id,
  });
  const id = await make({
    ...document,
    nodes: [...document.nodes, say],
    edges: [...document.edges, { id: "c", source: "filter", target: "say" }],
  });
  expect(await codes(id)).not.toContain("connection_failing");
  await getApp().database.prisma.connection.update({
    where: { id: slack.id },
    data: { lastTestedAt: new Date(), lastTestOk: false, lastTestMessage: "Slack refused: token_expired" },
  });
  const { body } = await ask(`/workflows/${id}/checks`);
  expect(body.issues).toContainEqual(
    expect.objectContaining({
      code: "connection_failing",
      severity: "warning",
      message:
        'The connection "Team" of "Post a Slack message" failed its last test. Slack refused: token_expired.',
      nodeId: "say",
    }),
  );
  await getApp().database.prisma.connection.delete({ where: { id: slack.id } });
  const refused = await ask(`/workflows/${id}/publish`, {});
  expect([refused.status, refused.body.error.issues.map(({ code }: { code: string }) => code)]).toEqual([
    422,
    ["connection_unknown"],
  ]);
});

test("a draft that cannot run yet is checked all the same", async () => {
  expect(await codes(await make({ formatVersion: 1, nodes: [], edges: [] }))).toEqual(["no_trigger"]);
  expect((await ask("/workflows/wf_unknown/checks")).status).toBe(404);
});
