/** A document, the events that could start it, and the way that one of them takes. */
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupAction, lookupTrigger } from "@/lib/catalogue/lookup";
import type { PastEvent } from "@/lib/db/event-history";
import type { Expressions } from "@/lib/engine/expressions";
import type { Rehearsal } from "@/lib/engine/rehearsal";
import { type RehearsalInput, rehearse } from "@/lib/engine/rehearse";
import type { RehearsedEvent } from "@/lib/engine/rehearse-trigger";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import type { Caller } from "../caller";
import { ensureConnection } from "../connections/ensure-connection";

export interface Side {
  document: WorkflowDocument;
  /** Null without a trigger. */
  type: string | null;
  /** Null without a connection. */
  endpointId: string | null;
  expressions: Expressions;
}

export async function sideOf(caller: Caller, document: WorkflowDocument): Promise<Side> {
  const node = triggerNodeOf(document, nodeDescriptor);
  const connection = node === undefined ? null : await ensureConnection.existing(caller, node);
  return {
    document,
    type: lookupTrigger(node?.type ?? "")?.event ?? null,
    endpointId: connection?.endpoint?.id ?? null,
    expressions: caller.app.expressions,
  };
}

/** An event reaches only who listens to its type at its endpoint. */
export async function onEvent(side: Side, event: PastEvent, tried: RehearsedEvent): Promise<Rehearsal> {
  if (side.type !== null && (side.type !== event.type || side.endpointId !== event.endpoint_id))
    return {
      start: {
        started: false,
        why: "not_matched",
        message: "It listens to other events, or at another endpoint.",
      },
      status: "not_started",
      steps: [],
      loops: [],
    };
  return onWay(side, tried, event.received_at);
}

/** How many items of a loop are tried for an event: thousands of events are to be answered in seconds. */
const ITEMS = 3;

type Way = Pick<Side, "document" | "expressions"> & Pick<RehearsalInput, "pins">;

export const onWay = (
  { document, expressions, pins = {} }: Way,
  event: RehearsedEvent,
  now: Date,
): Promise<Rehearsal> =>
  rehearse({
    document,
    expressions,
    pins,
    event,
    now,
    definitions: { lookupAction, lookupTrigger },
    openConnection: async () => null,
    renders: false,
    items: ITEMS,
  });
