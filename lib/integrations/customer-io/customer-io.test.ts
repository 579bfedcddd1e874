import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../base/json";
import { customerIo } from ".";

const folder = path.join(import.meta.dirname, "fixtures");
const fixtures = readdirSync(folder);
const named = (prefix: string) =>
  fixtures
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name, readFileSync(path.join(folder, name), "utf8")] as const);
const envelopeOf = (payload: JsonValue) => customerIo.webhook?.readEnvelope(payload);

/** `event_email_clicked__campaign.json` names what must be understood. */
const understood = ["event_", "legacy_", "simplified_product_page__"].flatMap((prefix) =>
  named(prefix).map(
    ([name, text]) => [name, name.slice(prefix.length).split(/__|\.json/)[0] as string, text] as const,
  ),
);

describe.each(understood)("%s", (_, event, text) => {
  const payload = JSON.parse(text) as JsonValue;
  const trigger = customerIo.triggers.find((candidate) => candidate.event === event);

  test(`is ${event}, and its trigger reads it`, () => {
    expect(envelopeOf(payload)).toMatchObject({ ok: true, value: { event } });
    const output = trigger?.output.parse(trigger.read(payload)) as Record<string, unknown>;
    expect(output.event).toBe(event.replace("_", "."));
    expect(output.raw).toEqual(payload);
  });
});

test.each(named("other_"))("%s is an event for which there is no trigger", (name, text) => {
  const envelope = envelopeOf(JSON.parse(text));
  expect(envelope).toMatchObject({ ok: true, value: { event: name.slice("other_".length).split("__")[0] } });
  const event = envelope?.ok ? envelope.value.event : "";
  expect(customerIo.triggers.map((trigger) => trigger.event)).not.toContain(event);
});

test.each(named("bad_").filter(([name]) => !name.includes("not_json")))("%s is not an event", (_, text) => {
  expect(envelopeOf(JSON.parse(text))?.ok).toBe(false);
});

test("an event id is any text up to 255 characters", () => {
  const payload = (event_id: unknown) =>
    envelopeOf({ metric: "clicked", object_type: "email", event_id: event_id as JsonValue, data: {} });
  expect(payload("x".repeat(255))).toMatchObject({ ok: true, value: { externalEventId: "x".repeat(255) } });
  expect(payload(17)).toMatchObject({ ok: true, value: { externalEventId: "17" } });
  for (const id of ["x".repeat(256), "", " ", null, undefined, {}]) expect(payload(id)?.ok).toBe(false);
});

test("subscribed is told by its metric, whatever object_type says", () => {
  for (const object_type of ["email", "sms", "customer", "anything"])
    expect(envelopeOf({ metric: "subscribed", object_type, event_id: "e", data: {} })).toMatchObject({
      ok: true,
      value: { event: "customer_subscribed" },
    });
});

describe("reading is lenient", () => {
  const click = customerIo.triggers.find(({ slug }) => slug === "email-link-clicked");
  const read = (data: JsonValue) =>
    click?.output.parse(
      click.read({ metric: "clicked", object_type: "email", event_id: "e", data }),
    ) as Record<string, unknown>;

  test("an empty data has only what every event has", () => {
    expect(Object.keys(read({}))).toEqual(["event", "event_id", "raw"]);
  });
  test("numbers may be texts and texts numbers", () => {
    expect(read({ campaign_id: "23", link_id: "1", customer_id: 42, machine: "true" })).toMatchObject({
      campaign_id: 23,
      link_id: 1,
      customer_id: "42",
      machine: true,
      message_kind: "campaign",
    });
    expect(read({ transactional_message_id: "welcome" })).toMatchObject({
      transactional_message_id: "welcome",
      message_kind: "transactional",
    });
  });
  test("machine is true, false or not provided", () => {
    expect(read({ machine: false }).machine).toBe(false);
    expect(read({}).machine).toBeUndefined();
  });
  test("a deleted person's blank id counts as none; the id in identifiers goes first", () => {
    expect(read({ customer_id: "" }).customer_id).toBeUndefined();
    expect(read({ customer_id: "old", identifiers: { id: "new" } }).customer_id).toBe("new");
    expect(read({ customer_id: "old", identifiers: { id: null } }).customer_id).toBe("old");
  });
  test("members of unexpected types break nothing", () => {
    for (const odd of [null, 1, "x", [], {}, [{}]] as JsonValue[])
      expect(() =>
        read({ href: odd, identifiers: odd, recipient: odd, campaign_id: odd, machine: odd, variables: odd }),
      ).not.toThrow();
  });
  test("the old address form gives the bare address", () => {
    expect(read({ email_address: "Ada L <ada@example.com>" })).toMatchObject({
      customer_email: "ada@example.com",
      recipient: "ada@example.com",
    });
  });
});
