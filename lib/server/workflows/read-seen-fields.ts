import type { z } from "zod";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { listSeenFields as door } from "@/lib/contracts/workflows";
import { seenFields } from "@/lib/graph/seen-fields";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { Caller } from "../caller";
import { recentOutputs } from "./recent-outputs";
import { findWorkflow } from "./workflow-view";

/** What the provider really sends beyond the schema of the draft's trigger; values are the newest event's that has the field. */
export async function readSeenFields(
  caller: Caller,
  workflowId: string,
): Promise<z.input<typeof door.response>> {
  const { draft } = await findWorkflow(caller, workflowId);
  const descriptor = nodeDescriptor(triggerNodeOf(draft, nodeDescriptor)?.type ?? "");
  const { events } = await recentOutputs(caller, workflowId);
  const fields = seenFields(
    descriptor?.outputs ?? [],
    events.map(({ output }) => output),
  );
  return {
    eventCount: events.length,
    fields: fields.map((field) => ({ ...field, optional: true as const })),
  };
}
