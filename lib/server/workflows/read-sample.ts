import type { z } from "zod";
import type { JsonValue } from "@/lib/base/json";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type { getSample as door } from "@/lib/contracts/workflows";
import { newestEvent } from "@/lib/db/event-reader";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { Caller } from "../caller";
import { findWorkflow } from "./workflow-view";

/** The newest real event as the trigger reads it; before there is one, the built-in example. */
export async function readSample(caller: Caller, workflowId: string): Promise<z.input<typeof door.response>> {
  const { draft } = await findWorkflow(caller, workflowId);
  const type = triggerNodeOf(draft, nodeDescriptor)?.type ?? "";
  const trigger = lookupTrigger(type);
  const example = {
    source: "example" as const,
    eventId: null,
    receivedAt: null,
    output: nodeDescriptor(type)?.sample ?? {},
  };
  if (trigger === undefined) return example;
  const event = await newestEvent(caller.app.database, caller.workspaceId, trigger.event);
  const output = event && trigger.output.safeParse(trigger.read(event.payload));
  if (!event || !output?.success) return example;
  return {
    source: "event",
    eventId: event.id,
    receivedAt: event.received_at.toISOString(),
    output: output.data as JsonValue,
  };
}
