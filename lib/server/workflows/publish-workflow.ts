/** Validate, freeze, subscribe: from here on events start the workflow. */
import type { z } from "zod";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { lookupTrigger } from "@/lib/catalogue/lookup";
import type { publishWorkflow as door, Workflow } from "@/lib/contracts/workflows";
import type { ConnectionRow } from "@/lib/db/connection-store";
import { triggerNodeOf } from "@/lib/graph/traverse";
import { hasErrors } from "@/lib/graph/validate";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { ensureConnection } from "../connections/ensure-connection";
import { viewWebhook } from "../connections/webhook-view";
import { Failure } from "../failure";
import { issuesOf } from "./edit-draft";
import { findWorkflow, tellOpenPages, viewVersion, viewWorkflow, workflowsOf } from "./workflow-view";

export async function publishWorkflow(
  caller: Caller,
  workflowId: string,
  note: string,
): Promise<z.input<typeof door.response>> {
  const row = await findWorkflow(caller, workflowId);
  const issues = await issuesOf(caller, row.draft);
  if (hasErrors(issues))
    throw new Failure("unprocessable", "The workflow cannot be published yet.", {
      hint: "Each finding says what to do.",
      issues: issues.filter(({ severity }) => severity === "error"),
    });
  const trigger = triggerOf(row.draft);
  const connection = await ensureConnection(caller, trigger);
  if (connection.endpoint === null) throw new Error(`connection ${connection.id} has no endpoint`);
  const version = await workflowsOf(caller).publish({
    workflowId,
    revision: row.draftRevision,
    document: row.draft,
    note,
    publishedBy: caller.actor,
    subscription: {
      endpointId: connection.endpoint.id,
      triggerType: trigger.type,
      event: lookupTrigger(trigger.type)?.event ?? "",
      config: trigger.config,
    },
  });
  if (version === null)
    throw new Failure("conflict", "The draft was changed while it was being published.", {
      hint: "Look at it and publish again.",
    });
  tellOpenPages(caller, workflowId, null);
  await audit(caller, "workflow.published", { id: workflowId, version: version.number });
  return {
    workflow: await viewWorkflow(caller, workflowId),
    version: viewVersion(version, version.id),
    webhook: viewWebhook(caller, connection),
  };
}

function triggerOf(document: WorkflowDocument): WorkflowNode {
  const trigger = triggerNodeOf(document, nodeDescriptor);
  if (trigger === undefined) throw new Error("a valid document has a trigger");
  return trigger;
}

export async function unpublishWorkflow(caller: Caller, workflowId: string): Promise<Workflow> {
  await findWorkflow(caller, workflowId);
  await workflowsOf(caller).unpublish(workflowId);
  tellOpenPages(caller, workflowId, null);
  await audit(caller, "workflow.unpublished", { id: workflowId });
  return viewWorkflow(caller, workflowId);
}

/** The connection whose events start it, chosen or the first of its integration; null while there is none. */
export async function connectionOfWorkflow(
  caller: Caller,
  workflowId: string,
): Promise<ConnectionRow | null> {
  const { draft } = await findWorkflow(caller, workflowId);
  const trigger = triggerNodeOf(draft, nodeDescriptor);
  return trigger === undefined ? null : ensureConnection.existing(caller, trigger);
}
