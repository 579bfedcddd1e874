import type { z } from "zod";
import type { JsonValue } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type { listRecentOutputs as door } from "@/lib/contracts/workflows";
import { recentEvents } from "@/lib/db/event-reader";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { Caller } from "../caller";
import { findWorkflow } from "./workflow-view";

const LIMIT = 100;

/** The last real events as the draft's trigger reads them; what it cannot read is left out. */
export async function recentOutputs(
  caller: Caller,
  workflowId: string,
): Promise<z.input<typeof door.response>> {
  const { draft } = await findWorkflow(caller, workflowId);
  const trigger = lookupTrigger(triggerNodeOf(draft, nodeDescriptor)?.type ?? "");
  if (trigger === undefined) return { events: [] };
  const { database } = caller.app;
  const events = await recentEvents(database, {
    workspaceId: caller.workspaceId,
    type: trigger.event,
    limit: LIMIT,
  });
  return {
    events: events.flatMap(({ id, payload, received_at, about }) => {
      const output = trigger.output.safeParse(trigger.read(payload));
      return output.success
        ? [{ eventId: id, receivedAt: received_at.toISOString(), about, output: output.data as JsonValue }]
        : [];
    }),
  };
}
