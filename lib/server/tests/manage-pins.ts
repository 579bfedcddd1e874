/** Pinned outputs of a draft's steps. Only tests read them. */
import type { JsonObject } from "@/lib/base/json";
import { lookupAction, lookupTrigger } from "@/lib/catalogue/lookup";
import type { Pin } from "@/lib/contracts/pins";
import { createPinStore, type PinRow } from "@/lib/db/pin-store";
import { nodeOf } from "@/lib/graph/traverse";
import type { Caller } from "../caller";
import { notFound } from "../failure";
import { fittingOutput } from "../samples/fitting-output";
import { findWorkflow } from "../workflows/workflow-view";

const viewOf = ({ nodeId, output, pinnedAt }: PinRow): Pin => ({
  nodeId,
  output,
  pinnedAt: pinnedAt.toISOString(),
});

export async function listPins(caller: Caller, workflowId: string): Promise<Pin[]> {
  await findWorkflow(caller, workflowId);
  return (await createPinStore(caller.app.database, workflowId).list()).map(viewOf);
}

/** A pin outlives its step: undo brings the step back, and then the pin is there again. */
export async function putPin(
  caller: Caller,
  place: { workflowId: string; nodeId: string },
  output: JsonObject,
): Promise<Pin> {
  const { workflowId, nodeId } = place;
  const { draft } = await findWorkflow(caller, workflowId);
  const node = nodeOf(draft, nodeId);
  const definition = node && (lookupAction(node.type) ?? lookupTrigger(node.type));
  if (definition === undefined) throw notFound("step");
  const fitting = fittingOutput(definition.output, output);
  const row = await createPinStore(caller.app.database, workflowId).put({
    nodeId,
    output: fitting,
    pinnedBy: caller.actor,
  });
  return viewOf(row);
}

export async function deletePin(
  caller: Caller,
  { workflowId, nodeId }: { workflowId: string; nodeId: string },
): Promise<{ deleted: true }> {
  await findWorkflow(caller, workflowId);
  await createPinStore(caller.app.database, workflowId).remove(nodeId);
  return { deleted: true };
}
