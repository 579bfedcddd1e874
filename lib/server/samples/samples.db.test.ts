/** What workflows are tested with, and what stands in for their steps: through the API, on a real database. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "@/lib/base/ids";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

const CLICK = "customer-io.email-link-clicked";
let app: TestApp;
let workspaceId = "";

beforeAll(async () => {
  app = await startTestApp();
  workspaceId = app.workspaceId;
  await getApp().database.prisma.workspace.create({ data: { id: "ws_other", name: "Other" } });
});
afterAll(async () => {
  await app.close();
});
beforeEach(async () => {
  const { prisma } = getApp().database;
  for (const table of [prisma.sample, prisma.event, prisma.delivery, prisma.pin] as {
    deleteMany(): unknown;
  }[])
    await table.deleteMany();
});

const ask = (path: string, method?: string, body?: object) => askApi(path, { method, body });
const trigger = lookupTrigger(CLICK);
const payload = trigger?.payloadExample as { data: object };
const output = trigger?.sample as { href: string };

async function addEvent(more: { type?: string; heldReason?: string; workspaceId?: string } = {}, href = "") {
  const id = newId("evt");
  const shared = { workspaceId, endpointId: "ep_1", ...more };
  const { prisma } = getApp().database;
  await prisma.event.create({
    data: {
      id,
      type: "email_clicked",
      status: "routed",
      payload: { ...payload, data: { ...payload.data, href } },
      url: href,
      personEmail: "ada@example.com",
      ...shared,
    },
  });
  await prisma.delivery.create({
    data: {
      id: id.replace("evt_", "dlv_"),
      workspaceId: shared.workspaceId,
      endpointId: "ep_1",
      status: "accepted",
      headers: {},
      eventId: id,
    },
  });
  return id;
}

test("the built-in examples of a trigger are outputs of it", async () => {
  const { status, body } = await ask(`/triggers/${CLICK}/examples`);
  expect(status).toBe(200);
  const byId = Object.fromEntries(body.examples.map((each: { id: string }) => [each.id, each]));
  expect(byId["machine-click"].output.machine).toBe(true);
  expect(byId.newsletter.output).toMatchObject({ message_kind: "newsletter", newsletter_id: 17 });
  expect(byId["no-machine-field"].output).not.toHaveProperty("machine");
  expect(byId.anonymous.output).not.toHaveProperty("customer_id");
  expect((await ask("/triggers/none.such/examples")).status).toBe(404);
});

test("real events of the trigger's kind are found by what they are about, and read as it reads them", async () => {
  const docs = await addEvent({}, "https://example.com/docs");
  const pricing = await addEvent({}, "https://example.com/pricing");
  const opened = await addEvent({ type: "email_opened" });
  const elsewhere = await addEvent({ workspaceId: "ws_other" }, "https://example.com/docs");
  await addEvent({ heldReason: "no_signing_key" }, "https://example.com/docs");
  const listed = await ask(`/triggers/${CLICK}/events`);
  expect(listed.body.events).toMatchObject([
    { id: pricing, person: "ada@example.com", about: "https://example.com/pricing" },
    { id: docs },
  ]);
  expect(
    (await ask(`/triggers/${CLICK}/events?q=docs`)).body.events.map(({ id }: { id: string }) => id),
  ).toEqual([docs]);
  const one = await ask(`/triggers/${CLICK}/events/${docs}`);
  expect(one.body.output).toMatchObject({ event: "email.clicked", href: "https://example.com/docs" });
  expect((await ask(`/triggers/${CLICK}/events/${opened}`)).status).toBe(422);
  expect((await ask(`/triggers/${CLICK}/events/${elsewhere}`)).status).toBe(404);
});

test("a sample is kept, renamed, changed and deleted, and its name is its own", async () => {
  const made = await ask("/samples", "POST", { triggerType: CLICK, name: " Ada ", output });
  expect(made.body).toMatchObject({ name: "Ada", triggerType: CLICK, output });
  const again = await ask("/samples", "POST", { triggerType: CLICK, name: "Ada", output });
  expect(again).toMatchObject({
    status: 409,
    body: { error: { message: expect.stringContaining("Ada") } },
  });
  await ask("/samples", "POST", { triggerType: CLICK, name: "Dan", output });
  expect((await ask(`/samples/${made.body.id}`, "PATCH", { name: "Dan" })).status).toBe(409);
  const href = "https://example.com/other";
  const changed = await ask(`/samples/${made.body.id}`, "PATCH", { output: { ...output, href } });
  expect(changed.body).toMatchObject({ name: "Ada", output: { href } });
  const { body } = await ask(`/samples?triggerType=${CLICK}`);
  expect(body.samples.map(({ name }: { name: string }) => name)).toEqual(["Ada", "Dan"]);
  expect((await ask("/samples?triggerType=customer-io.email-opened")).body.samples).toEqual([]);
  expect((await ask(`/samples/${made.body.id}`, "DELETE")).body).toEqual({ deleted: true });
  expect((await ask(`/samples/${made.body.id}`, "DELETE")).status).toBe(404);
});

test("an output that the trigger could not have is refused with what is wrong and where", async () => {
  const wrong = { ...output, machine: "perhaps", occurred_at: "yesterday" };
  const { status, body } = await ask("/samples", "POST", {
    triggerType: CLICK,
    name: "Wrong",
    output: wrong,
  });
  expect(status).toBe(422);
  expect(body.error.issues.map(({ field }: { field: string }) => field).sort()).toEqual([
    "machine",
    "occurred_at",
  ]);
  const huge = { ...output, subject: "x".repeat(300 * 1024) };
  expect((await ask("/samples", "POST", { triggerType: CLICK, name: "Huge", output: huge })).status).toBe(
    413,
  );
});

test("a real event is kept as a sample of the trigger that starts with it", async () => {
  const id = await addEvent({}, "https://example.com/kept");
  const kept = await ask(`/events/${id}/keep`, "POST", { name: "Kept" });
  expect(kept.body).toMatchObject({ triggerType: CLICK, output: { href: "https://example.com/kept" } });
  const bounced = await addEvent({ type: "email_bounced" });
  expect((await ask(`/events/${bounced}/keep`, "POST", { name: "Bounced" })).status).toBe(422);
});

test("samples of another workspace are not there", async () => {
  const { prisma } = getApp().database;
  await prisma.sample.create({
    data: {
      id: "smp_other",
      workspaceId: "ws_other",
      triggerType: CLICK,
      name: "Secret",
      output: {},
      createdBy: "x",
    },
  });
  expect((await ask(`/samples?triggerType=${CLICK}`)).body.samples).toEqual([]);
  expect((await ask("/samples/smp_other", "PATCH", { name: "Mine" })).status).toBe(404);
  expect((await ask("/samples/smp_other", "DELETE")).status).toBe(404);
  expect(await prisma.sample.count()).toBe(1);
});

test("a pin stands beside the draft, fits the step, and is not in what is published or exported", async () => {
  const nodes = [
    { id: "trigger", type: CLICK, config: {}, position: { x: 0, y: 0 } },
    { id: "call", type: "http.request", config: { url: "https://example.com" }, position: { x: 360, y: 0 } },
  ];
  const edges = [{ id: "e", source: "trigger", target: "call" }];
  const document = { formatVersion: 1, nodes, edges };
  const { body: workflow } = await ask("/workflows", "POST", { name: "Pinned", document });
  const at = `/workflows/${workflow.id}/pins`;
  const answer = { status: 200, ok: true, headers: {}, body: { id: "pinned-body" } };
  expect((await ask(`${at}/call`, "PUT", { output: answer })).body.output).toEqual(answer);
  expect((await ask(at)).body.pins).toMatchObject([{ nodeId: "call", output: answer }]);
  expect((await ask(`${at}/call`, "PUT", { output: { status: "fine" } })).status).toBe(422);
  expect((await ask(`${at}/gone`, "PUT", { output: answer })).status).toBe(404);
  expect((await ask(`/workflows/wf_other/pins/call`, "PUT", { output: answer })).status).toBe(404);
  const published = await ask(`/workflows/${workflow.id}/publish`, "POST", {});
  expect(published.status).toBe(200);
  for (const path of ["/export", "/versions/1", ""])
    expect(JSON.stringify((await ask(`/workflows/${workflow.id}${path}`)).body)).not.toContain("pinned-body");
  await ask(`${at}/call`, "DELETE", {});
  expect((await ask(at)).body.pins).toEqual([]);
});
