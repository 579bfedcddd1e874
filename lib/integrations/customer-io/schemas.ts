/** What the four triggers have in common: the same person, the same message, the same payload. */
import type { z } from "zod";
import type { JsonValue } from "../../base/json";
import { maybe, out } from "../../kit/fields";
import { flagOf, idOf, messageKindOf, type Payload, readPayload, textOf } from "./read-payload";

export const DOCS_URL = "https://docs.customer.io/integrations/data-out/connections/webhooks/";

export const person = {
  customer_id: maybe.text("Customer id", {
    description: "The person's id in your workspace. Not provided for people known by e-mail only.",
    example: "cust_123",
  }),
  customer_email: maybe.text("Customer e-mail", { example: "ada@example.com" }),
  cio_id: maybe.text("Customer.io id", {
    description: "Customer.io's own id of the person; never changes.",
    example: "d9c106000001",
  }),
};

export const message = {
  message_kind: maybe.text("Message kind", {
    description: "campaign, broadcast, newsletter or transactional.",
    example: "campaign",
  }),
  campaign_id: maybe.id("Campaign id", { example: 23 }),
  broadcast_id: maybe.id("Broadcast id", { description: "Only for API-triggered broadcasts.", example: 41 }),
  newsletter_id: maybe.id("Newsletter id", { description: "Only for newsletters.", example: 17 }),
  transactional_message_id: maybe.id("Transactional message id", {
    description: "Only for transactional messages; a number or the message's name.",
    example: 9,
  }),
  action_id: maybe.id("Action id", { description: "The step of the campaign that sent it.", example: 96 }),
  content_id: maybe.id("Content id", { description: "The variant of a newsletter.", example: 3 }),
  trigger_id: maybe.id("Trigger id", { description: "The broadcast's trigger.", example: 5 }),
  delivery_id: maybe.text("Delivery id", {
    description: "One message to one person; the same in delivered, opened and clicked.",
    example: "RPILAgUBcRhIBqSfeiIwdIYJKxTY",
  }),
};

export const envelope = {
  event_id: maybe.text("Event id", {
    description: "Customer.io's id of this event. Hookline starts each workflow once for it.",
    example: "01KDVDQ4K0JDTTK16NJCF2TSGT",
  }),
  occurred_at: maybe.date("Occurred at", {
    description: "When it happened, in UTC.",
    example: "2026-01-01T00:01:00.000Z",
  }),
};

const dataMember = (label: string, example: JsonValue) => maybe.json(label, { example });

/** The documented members of the payload; others pass. */
export const raw = (members: Record<string, JsonValue>) =>
  out.described(
    "Whole payload",
    {
      event_id: maybe.text("event_id"),
      object_type: maybe.text("object_type"),
      metric: maybe.text("metric"),
      timestamp: maybe.number("timestamp", { description: "Unix seconds." }),
      data: maybe.described(
        "data",
        Object.fromEntries(Object.entries(members).map(([key, value]) => [key, rawMember(key, value)])),
      ),
    },
    { description: "The body of the webhook as it came." },
  );

function rawMember(key: string, value: JsonValue): z.ZodType {
  if (value !== null && typeof value === "object" && !Array.isArray(value))
    return maybe.described(
      key,
      Object.fromEntries(Object.entries(value).map(([name, v]) => [name, rawMember(name, v)])),
    );
  return dataMember(key, value).meta({
    role: "output",
    label: key,
    type: typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text",
    example: value,
  });
}

/** Reads a payload that the integration's envelope has accepted. */
export function accepted(payload: JsonValue): Payload {
  const read = readPayload(payload);
  if (read === null) throw new Error("not a Customer.io event");
  return read;
}

export const readPerson = (payload: Payload) => ({
  customer_id: payload.customerId,
  customer_email: payload.customerEmail,
  cio_id: payload.cioId,
});

export const readMessage = ({ data, deliveryId }: Payload) => ({
  message_kind: messageKindOf(data),
  campaign_id: idOf(data.campaign_id),
  broadcast_id: idOf(data.broadcast_id),
  newsletter_id: idOf(data.newsletter_id),
  transactional_message_id: idOf(data.transactional_message_id),
  action_id: idOf(data.action_id),
  content_id: idOf(data.content_id),
  trigger_id: idOf(data.trigger_id),
  delivery_id: deliveryId,
});

/** Which message it was in, from the output of `readMessage`. */
export function messageSource(
  read: Readonly<Record<string, unknown>>,
): { kind: string; id: string } | undefined {
  const kind = textOf(read.message_kind);
  const id = textOf(read[kind === "transactional" ? "transactional_message_id" : `${kind}_id`]);
  return kind === undefined || id === undefined ? undefined : { kind, id };
}

export const readEnvelope = ({ eventId, occurredAt, raw: whole }: Payload) => ({
  event_id: eventId,
  occurred_at: occurredAt?.toISOString(),
  raw: whole,
});

export const withoutUndefined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

export { flagOf, idOf, textOf };
