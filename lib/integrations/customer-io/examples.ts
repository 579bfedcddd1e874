/** One person and one campaign message, as Customer.io documents them; the triggers' samples are these values, read. */
import type { JsonObject } from "../../base/json";

const IDENTIFIERS = { id: "cust_123", email: "ada@example.com", cio_id: "d9c106000001" };

export const MESSAGE_DATA = {
  campaign_id: 23,
  action_id: 96,
  journey_id: "01KDVD302032FM00TBWYGSKWFT",
  customer_id: "cust_123",
  identifiers: IDENTIFIERS,
  delivery_id: "RPILAgUBcRhIBqSfeiIwdIYJKxTY",
  recipient: "ada@example.com",
  subject: "Your trial ends in 3 days",
} as const;

export const CUSTOMER_DATA = {
  customer_id: "cust_123",
  email_address: "ada@example.com",
  identifiers: IDENTIFIERS,
} as const;

export const payloadOf = (
  pair: { objectType: string; metric: string; eventId: string },
  data: JsonObject,
): JsonObject => ({
  event_id: pair.eventId,
  object_type: pair.objectType,
  metric: pair.metric,
  timestamp: 1767225660,
  data,
});
