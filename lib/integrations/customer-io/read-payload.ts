/**
 * Reads every form in which Customer.io has sent a reporting webhook: today's (`metric`, `object_type`, `data`), that of 2012 to 2018
 * (`event_type`, `data` with texts for numbers) and the two-field form (`event`, `customer_id`). Lenient: every member of `data` is
 * optional and unknown ones are ignored, because Customer.io adds fields without notice and its own examples lack required ones.
 */
import { isRecord, type JsonObject, type JsonValue } from "../../base/json";

export type MessageKind = "campaign" | "broadcast" | "newsletter" | "transactional";

export interface Payload {
  /** As in Customer.io's list of events: `email_clicked`, `customer_subscribed`. */
  event: string;
  eventId: string | undefined;
  occurredAt: Date | undefined;
  customerId: string | undefined;
  customerEmail: string | undefined;
  cioId: string | undefined;
  recipient: string | undefined;
  subject: string | undefined;
  deliveryId: string | undefined;
  data: JsonObject;
  raw: JsonObject;
}

export function readPayload(payload: JsonValue): Payload | null {
  if (!isRecord(payload)) return null;
  const raw = payload as JsonObject;
  const event = eventOf(raw);
  if (event === undefined) return null;
  const data = isRecord(raw.data) ? (raw.data as JsonObject) : raw.event === undefined ? undefined : raw;
  if (data === undefined) return null;
  const identifiers = isRecord(data.identifiers) ? data.identifiers : {};
  const address = addressIn(textOf(data.email_address));
  return {
    event,
    eventId: textOf(raw.event_id),
    occurredAt: instantOf(raw.timestamp),
    customerId: textOf(identifiers.id) ?? textOf(data.customer_id),
    customerEmail:
      textOf(identifiers.email) ?? textOf(data.email) ?? address ?? addressIn(textOf(data.recipient)),
    cioId: textOf(identifiers.cio_id),
    recipient: addressIn(textOf(data.recipient)) ?? address,
    subject: textOf(data.subject),
    deliveryId: textOf(data.delivery_id) ?? deliveryOfOldForm(data),
    data,
    raw,
  };
}

/**
 * `subscribed` is named by its metric alone: `object_type` holds the channel of the message that led to it. So it does for a person's
 * `unsubscribed`, which an e-mail's `unsubscribed` differs from by having a recipient and no `email_address`.
 */
function eventOf(raw: JsonObject): string | undefined {
  const metric = textOf(raw.metric);
  if (metric !== undefined) {
    if (metric === "subscribed") return "customer_subscribed";
    if (metric === "unsubscribed" && isRecord(raw.data) && isPersonData(raw.data))
      return "customer_unsubscribed";
    return `${textOf(raw.object_type) ?? "unknown"}_${metric}`;
  }
  return textOf(raw.event_type) ?? textOf(raw.event)?.replace(".", "_");
}

const isPersonData = (data: Record<string, unknown>) => "email_address" in data && !("recipient" in data);

const deliveryOfOldForm = (data: JsonObject) =>
  isRecord(data.variables) ? (textOf(data.variables.delivery_id) ?? textOf(data.email_id)) : undefined;

/** A text that says something; numbers count as their digits. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A number, also from its digits in a text; other texts stay (a transactional message may be named). */
export function idOf(value: unknown): number | string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

export function flagOf(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

/** The bare address of `Ada L <ada@example.com>`. */
function addressIn(text: string | undefined): string | undefined {
  return text === undefined ? undefined : (/<([^<>\s]+@[^<>\s]+)>\s*$/.exec(text)?.[1] ?? text);
}

/** Unix seconds, as documented; milliseconds are told apart by their size. */
function instantOf(value: unknown): Date | undefined {
  const number = Number(textOf(value) ?? Number.NaN);
  if (!Number.isFinite(number) || number <= 0) return undefined;
  const date = new Date(number < 1e11 ? number * 1000 : number);
  // A year of five digits is a mistake of the sender's, and no form of date that others read.
  return date.getTime() < Date.UTC(10_000, 0) ? date : undefined;
}

const KIND_IDS: [MessageKind, string][] = [
  ["campaign", "campaign_id"],
  ["broadcast", "broadcast_id"],
  ["newsletter", "newsletter_id"],
  ["transactional", "transactional_message_id"],
];

export const messageKindOf = (data: JsonObject): MessageKind | undefined =>
  KIND_IDS.find(([, key]) => textOf(data[key]) !== undefined)?.[0];
