/** What a trigger's workflows can be tested with besides samples: its built-in examples and the real events that it reads. */
import type { z } from "zod";
import { instantOfId } from "@/lib/base/ids";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type {
  getTriggerEvent,
  listTriggerEvents as listDoor,
  TriggerEvent,
  TriggerExample,
} from "@/lib/contracts/samples";
import { type EventRow, listInbox, readInboxItem } from "@/lib/db/event-reader";
import type { AnyTrigger } from "@/lib/kit/define";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";

export function triggerOfType(type: string): AnyTrigger {
  const trigger = lookupTrigger(type);
  if (trigger === undefined)
    throw new Failure("not_found", `There is no trigger "${type}".`, {
      hint: "See /integrations for those there are.",
    });
  return trigger;
}

export function triggerExamples(type: string): TriggerExample[] {
  const trigger = triggerOfType(type);
  const examples = trigger.examples ?? [
    { id: "example", name: "Example", summary: "As documented.", payload: trigger.payloadExample },
  ];
  return examples.map(({ id, name, summary, payload }) => ({
    id,
    name,
    summary,
    output: trigger.output.parse(trigger.read(payload)) as JsonObject,
  }));
}

/** Without those that came before there was a signing key: nobody knows whose they are. */
export async function listTriggerEvents(
  caller: Caller,
  type: string,
  query: { q?: string; cursor?: string; limit: number },
): Promise<z.input<typeof listDoor.response>> {
  const trigger = triggerOfType(type);
  const page = await listInbox(caller.app.database, caller.workspaceId, {
    ...query,
    type: trigger.event,
    state: "routed,unmatched,held",
  });
  return {
    events: page.rows.flatMap(({ event }) => (event === null || !isVerified(event) ? [] : [viewOf(event)])),
    nextCursor: page.nextCursor,
    searchedTo: instantOfId(page.searchedTo),
  };
}

const isVerified = (event: EventRow) => event.held_reason !== "no_signing_key";

const viewOf = (event: EventRow): TriggerEvent => ({
  id: event.id,
  receivedAt: new Date(event.received_at).toISOString(),
  person: event.person_email ?? event.person_id,
  about: event.url ?? event.subject,
});

export async function readTriggerEvent(
  caller: Caller,
  type: string,
  eventId: string,
): Promise<z.input<typeof getTriggerEvent.response>> {
  const trigger = triggerOfType(type);
  const { event, payload } = await readEvent(caller, eventId);
  if (event.type !== trigger.event)
    throw new Failure(
      "unprocessable",
      `${trigger.name} does not start with events of the kind ${event.type}.`,
      {
        hint: "Choose an event of its own kind.",
      },
    );
  return { ...viewOf(event), output: outputOf(trigger, payload) };
}

export async function readEvent(
  caller: Caller,
  eventId: string,
): Promise<{ event: EventRow; payload: JsonValue; endpointId: string }> {
  const row = await readInboxItem(caller.app.database, caller.workspaceId, eventId);
  if (row === null || row.event === null || row.payload === null) throw notFound("event");
  return { event: row.event, payload: row.payload, endpointId: row.endpoint_id };
}

export function outputOf(trigger: AnyTrigger, payload: JsonValue): JsonObject {
  const output = trigger.output.safeParse(trigger.read(payload));
  if (output.success) return output.data as JsonObject;
  throw new Failure("unprocessable", `${trigger.name} cannot read this event.`, {
    hint: "Open it in Events to see what came.",
  });
}
