/** One event of the inbox through the API, on a real database. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, siblingId } from "@/lib/base/ids";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import { getApp } from "../app";
import { askApi, startTestApp, type TestApp } from "../app.test-support";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  await app.close();
});

async function stored(type: string, payload: object): Promise<string> {
  const { prisma } = getApp().database;
  const id = newId("evt");
  const shared = { workspaceId: app.workspaceId, endpointId: "ep_1" };
  await prisma.event.create({ data: { ...shared, id, type, status: "unmatched", payload } });
  await prisma.delivery.create({
    data: { ...shared, id: siblingId("dlv", id), status: "accepted", headers: {}, eventId: id },
  });
  return id;
}
const detail = async (id: string) => (await askApi(`/events/${id}`)).body;

test("an event says what its trigger gives, under the labels of the picker, beside what arrived", async () => {
  const payload = lookupTrigger("customer-io.email-link-clicked")?.payloadExample as {
    data: { href: string };
  };
  const { fields, payload: arrived } = await detail(await stored("email_clicked", payload));
  expect(arrived).toEqual(payload);
  expect(fields).toMatchObject({ Link: payload.data.href, "Customer e-mail": "ada@example.com" });
  expect(Object.keys(fields)).not.toContain("Whole payload");
});

test("one that no trigger reads is shown as it arrived alone", async () => {
  const { fields, payload } = await detail(await stored("sms_clicked", { metric: "clicked" }));
  expect({ fields, payload }).toEqual({ fields: null, payload: { metric: "clicked" } });
});
