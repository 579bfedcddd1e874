import type { z } from "zod";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import type { saveDraft as door } from "@/lib/contracts/workflows";
import { createConnectionStore } from "@/lib/db/connection-store";
import type { Issue } from "@/lib/graph/descriptor";
import { diffDocuments } from "@/lib/graph/diff";
import { validateDocument } from "@/lib/graph/validate";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { expressionProblem } from "@/lib/transform/evaluate-expression";
import type { Caller } from "../caller";
import { lastTestOf } from "../connections/connection-view";
import { viewWebhook } from "../connections/webhook-view";
import { Failure } from "../failure";
import { storableDocument } from "./storable-document";
import { findWorkflow, liveVersionOf, tellOpenPages, workflowsOf } from "./workflow-view";

export async function saveDraft(
  caller: Caller,
  workflowId: string,
  body: { document: WorkflowDocument; revision: number; name?: string | undefined },
): Promise<z.input<typeof door.response>> {
  const row = await findWorkflow(caller, workflowId);
  const document = storableDocument(body.document);
  const name = body.name?.toWellFormed();
  const revision = await workflowsOf(caller).saveDraft(workflowId, body.revision, { document, name });
  if (revision === null) {
    const newest = await findWorkflow(caller, workflowId);
    throw new Failure("conflict", "Somebody else has saved this workflow since you opened it.", {
      hint: "Merge your changes into the newer draft and save that with its revision.",
      current: { draft: newest.draft, revision: newest.draftRevision, name: newest.name },
    });
  }
  tellOpenPages(caller, workflowId, revision);
  const live = await liveVersionOf(caller, row);
  return {
    revision,
    changesSinceLive: live === null ? null : diffDocuments(live.document, document).length,
    issues: await issuesOf(caller, document),
  };
}

export async function issuesOf(caller: Caller, document: WorkflowDocument): Promise<Issue[]> {
  const rows = await createConnectionStore(caller.app.database, caller.workspaceId).list();
  const connections = rows.map((row) => ({
    id: row.id,
    integrationId: row.integrationId,
    name: row.name,
    lastTest: lastTestOf(row),
    webhook: viewWebhook(caller, row),
  }));
  return validateDocument(document, nodeDescriptor, { connections, expressionProblem });
}
