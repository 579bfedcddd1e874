/** Create, rename, archive, tag, copy, delete. */

import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { Workflow, WorkflowFile } from "@/lib/contracts/workflows";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure } from "../failure";
import { storableDocument } from "./storable-document";
import { findWorkflow, tellOpenPages, viewWorkflow, workflowListOf, workflowsOf } from "./workflow-view";

export async function createWorkflow(
  caller: Caller,
  body: { name?: string; document?: WorkflowDocument; triggerType?: string },
): Promise<Workflow> {
  const { triggerType } = body;
  const descriptor = triggerType === undefined ? undefined : nodeDescriptor(triggerType);
  if (triggerType !== undefined && descriptor?.kind !== "trigger")
    throw new Failure("bad_request", `There is no trigger "${triggerType}".`, {
      hint: "See /integrations for those there are.",
    });
  const draft = body.document ?? (triggerType === undefined ? emptyDocument() : withTrigger(triggerType));
  const name = body.name ?? (descriptor === undefined ? "Untitled workflow" : descriptor.name);
  const row = await workflowsOf(caller).create({ name: name.toWellFormed(), draft: storableDocument(draft) });
  await audit(caller, "workflow.created", { id: row.id });
  return viewWorkflow(caller, row.id);
}

const withTrigger = (type: string): WorkflowDocument => ({
  ...emptyDocument(),
  nodes: [{ id: "trigger", type, config: {}, position: { x: 0, y: 0 } }],
});

export async function updateWorkflow(
  caller: Caller,
  workflowId: string,
  body: { name?: string; archived?: boolean },
): Promise<Workflow> {
  await findWorkflow(caller, workflowId);
  const store = workflowsOf(caller);
  if (body.name !== undefined) await store.rename(workflowId, body.name.toWellFormed());
  if (body.archived !== undefined) {
    await workflowListOf(caller).setArchived([workflowId], body.archived);
    await audit(caller, body.archived ? "workflow.archived" : "workflow.restored", { id: workflowId });
  }
  tellOpenPages(caller, workflowId, null);
  return viewWorkflow(caller, workflowId);
}

export async function changeWorkflows(
  caller: Caller,
  body: { workflowIds: string[]; archived?: boolean; addTags?: string[]; removeTags?: string[] },
): Promise<{ changed: number }> {
  const { workflowIds, archived, addTags = [], removeTags = [] } = body;
  const store = workflowListOf(caller);
  const ids = await store.known(workflowIds);
  if (addTags.length > 0 || removeTags.length > 0)
    await store.changeTags(ids, { add: addTags.map((text) => text.toWellFormed()), remove: removeTags });
  if (archived !== undefined) {
    await store.setArchived(ids, archived);
    for (const id of ids) await audit(caller, archived ? "workflow.archived" : "workflow.restored", { id });
  }
  return { changed: ids.length };
}

export async function deleteWorkflow(caller: Caller, workflowId: string): Promise<{ deleted: true }> {
  const { name } = await findWorkflow(caller, workflowId);
  await workflowsOf(caller).remove(workflowId);
  await audit(caller, "workflow.deleted", { id: workflowId, name });
  return { deleted: true };
}

export async function duplicateWorkflow(caller: Caller, workflowId: string): Promise<Workflow> {
  const { name, draft } = await findWorkflow(caller, workflowId);
  return createWorkflow(caller, { name: `${name} (copy)`.slice(0, 200), document: draft });
}

export async function exportWorkflow(caller: Caller, workflowId: string): Promise<WorkflowFile> {
  const { name, draft } = await findWorkflow(caller, workflowId);
  // Connections are this installation's own; a file names none.
  const nodes = draft.nodes.map(({ connectionId: _, ...node }) => node);
  return { hookline: 1, name, document: { ...draft, nodes } };
}
