import { z } from "zod";
import { defineDoor } from "./door";
import { searchedTo } from "./lists";
import { runStatus } from "./runs";

const instant = z.iso.datetime();
export const deliveryStatus = z.enum(["accepted", "duplicate", "unreadable", "rejected"]);
export const eventStatus = z.enum(["routed", "unmatched", "held"]);
export const heldReason = z.enum([
  "machine_click",
  "unsure",
  "settling",
  "stale",
  "no_signing_key",
  "parked",
]);

export const eventView = z.object({
  id: z.string(),
  externalEventId: z.string().nullable(),
  type: z.string(),
  status: eventStatus,
  heldReason: heldReason.nullable(),
  personId: z.string().nullable(),
  personEmail: z.string().nullable(),
  url: z.string().nullable(),
  subject: z.string().nullable(),
  messageDeliveryId: z.string().nullable(),
  occurredAt: instant.nullable(),
  receivedAt: instant,
  runs: z.array(
    z.object({ id: z.string(), workflowId: z.string(), workflowName: z.string(), status: runStatus }),
  ),
});
/** A row of the inbox: one delivery and the event it carried or repeated. */
export const inboxItem = z.object({
  id: z.string(),
  endpointId: z.string(),
  connectionName: z.string().nullable(),
  status: deliveryStatus,
  reason: z.string().nullable(),
  message: z.string().nullable(),
  receivedAt: instant,
  event: eventView.nullable(),
});
export type InboxItem = z.infer<typeof inboxItem>;
export const inboxDetail = inboxItem.extend({
  /** What the trigger of such events gives, under its fields' labels; null where none reads it. */
  fields: z.record(z.string(), z.json()).nullable(),
  payload: z.json().nullable(),
  bodyText: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});
export type InboxDetail = z.infer<typeof inboxDetail>;

export const eventQuery = z.object({
  /** routed, unmatched, held, duplicate, unreadable, rejected; comma-separated. */
  state: z.string().optional(),
  /** Part of person, e-mail, link, event id or message delivery id. */
  q: z.string().optional(),
  type: z.string().optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listEvents = defineDoor({
  method: "GET",
  path: "/api/v1/events",
  summary: "The inbox: deliveries with their events, newest first",
  query: eventQuery,
  response: z.object({ items: z.array(inboxItem), nextCursor: z.string().nullable(), searchedTo }),
});
/** `id` is a delivery id or an event id. */
export const getEvent = defineDoor({
  method: "GET",
  path: "/api/v1/events/{id}",
  summary: "One delivery with its bytes, or the event it carried",
  params: z.object({ id: z.string() }),
  response: inboxDetail,
});
