import type { Workflow } from "@/lib/contracts/workflows";
import { createWorkflowListStore } from "@/lib/db/workflow-list-store";
import { createWorkflowStore, type VersionRow, type WorkflowRow } from "@/lib/db/workflow-store";
import { diffDocuments } from "@/lib/graph/diff";
import type { Caller } from "../caller";
import { notFound } from "../failure";

export const workflowsOf = (caller: Caller) => createWorkflowStore(caller.app.database, caller.workspaceId);
export const workflowListOf = (caller: Caller) =>
  createWorkflowListStore(caller.app.database, caller.workspaceId);

export async function findWorkflow(caller: Caller, workflowId: string): Promise<WorkflowRow> {
  const row = await workflowsOf(caller).find(workflowId);
  if (row === null) throw notFound("workflow");
  return row;
}

export async function liveVersionOf(caller: Caller, row: WorkflowRow): Promise<VersionRow | null> {
  if (row.liveVersionId === null) return null;
  const [live] = await workflowsOf(caller).versionsById([row.liveVersionId]);
  return live ?? null;
}

/** Builders that have it open follow by themselves. Null: it is not the draft that changed, but its name or what is live. */
export function tellOpenPages(caller: Caller, workflowId: string, revision: number | null): void {
  caller.app.database.notices.send([
    { type: "workflow", workspaceId: caller.workspaceId, workflowId, revision },
  ]);
}

export const liveState = (live: Pick<VersionRow, "id" | "number" | "createdAt">) => ({
  versionId: live.id,
  number: live.number,
  publishedAt: live.createdAt.toISOString(),
});

export async function viewWorkflow(caller: Caller, workflowId: string): Promise<Workflow> {
  const row = await findWorkflow(caller, workflowId);
  const live = await liveVersionOf(caller, row);
  return {
    id: row.id,
    name: row.name,
    draft: row.draft,
    revision: row.draftRevision,
    live: live === null ? null : liveState(live),
    changesSinceLive: live === null ? null : diffDocuments(live.document, row.draft).length,
    archived: row.archivedAt !== null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** For the title of a page; null where there is none. */
export const nameOfWorkflow = async (caller: Caller, workflowId: string): Promise<string | null> =>
  (await workflowListOf(caller).nameOf(workflowId)) ?? null;

/** For pages: null where there is none. */
export async function openWorkflow(caller: Caller, workflowId: string): Promise<Workflow | null> {
  return (await workflowsOf(caller).find(workflowId)) === null ? null : viewWorkflow(caller, workflowId);
}

export const viewVersion = (version: VersionRow, liveVersionId: string | null) => ({
  id: version.id,
  number: version.number,
  note: version.note,
  publishedAt: version.createdAt.toISOString(),
  publishedBy: version.publishedBy,
  live: version.id === liveVersionId,
});
