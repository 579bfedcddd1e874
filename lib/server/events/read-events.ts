import type { z } from "zod";
import { isDeepEqual } from "@/lib/base/equal";
import { instantOfId } from "@/lib/base/ids";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { readByTrigger } from "@/lib/catalogue/lookup";
import type { InboxDetail, InboxItem, listEvents as listDoor } from "@/lib/contracts/events";
import { type EventRow, type InboxRow, listInbox, readInboxItem } from "@/lib/db/event-reader";
import type { InboxFilter } from "@/lib/db/inbox-pages";
import { labelledOutput } from "@/lib/graph/labelled-values";
import type { Caller } from "../caller";
import { notFound } from "../failure";

export async function listEvents(
  caller: Caller,
  filter: InboxFilter,
): Promise<z.input<typeof listDoor.response>> {
  const { rows, nextCursor, searchedTo } = await listInbox(caller.app.database, caller.workspaceId, filter);
  return { items: rows.map(item), nextCursor, searchedTo: instantOfId(searchedTo) };
}

export async function viewEvent(caller: Caller, id: string): Promise<InboxDetail> {
  const row = await readInboxItem(caller.app.database, caller.workspaceId, id);
  if (row === null) throw notFound("delivery or event");
  return {
    ...item(row),
    fields: row.event === null || row.payload === null ? null : fieldsOf(row.event.type, row.payload),
    payload: row.payload,
    bodyText: row.body === null ? null : new TextDecoder().decode(row.body),
    headers: row.headers,
  };
}

/** As runs and the field picker name them; without the whole of what arrived, which is beside them. */
function fieldsOf(type: string, payload: JsonValue): JsonObject | null {
  const read = readByTrigger(type, payload);
  if (read === null) return null;
  const parts = Object.entries(read.output).filter(([, value]) => !isDeepEqual(value, payload));
  const fields = nodeDescriptor(read.triggerType)?.outputs;
  return labelledOutput(Object.fromEntries(parts) as JsonObject, fields) as JsonObject;
}

const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString());

// The statuses are written by ingest alone, in the same words as the contract.
const item = (row: InboxRow): InboxItem => ({
  id: row.id,
  endpointId: row.endpoint_id,
  connectionName: row.connection_name,
  status: row.status as InboxItem["status"],
  reason: row.reason,
  message: row.message,
  receivedAt: row.received_at.toISOString(),
  event: row.event === null ? null : viewOf(row.event),
});

const viewOf = (event: EventRow): NonNullable<InboxItem["event"]> => ({
  id: event.id,
  externalEventId: event.external_event_id,
  type: event.type,
  status: event.status as "routed",
  heldReason: event.held_reason as "stale" | null,
  personId: event.person_id,
  personEmail: event.person_email,
  url: event.url,
  subject: event.subject,
  messageDeliveryId: event.message_delivery_id,
  occurredAt: iso(event.occurred_at),
  receivedAt: iso(event.received_at) ?? "",
  runs: event.runs.map((run) => ({ ...run, status: run.status as "pending" })),
});
