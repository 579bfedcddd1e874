/** Workflows, their one draft and their immutable versions. */
import { newId } from "../base/ids";
import type { JsonObject } from "../base/json";
import type { WorkflowDocument } from "../graph/workflow";
import type { Database } from "./database";
import type { Prisma } from "./generated/client";

export interface WorkflowRow {
  id: string;
  name: string;
  draft: WorkflowDocument;
  draftRevision: number;
  liveVersionId: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
}
export interface VersionRow {
  id: string;
  workflowId: string;
  number: number;
  note: string;
  document: WorkflowDocument;
  publishedBy: string | null;
  createdAt: Date;
}
export interface SubscriptionInput {
  endpointId: string;
  triggerType: string;
  event: string;
  config: JsonObject;
}
export interface Publication {
  workflowId: string;
  /** The revision that was validated; another one means somebody saved meanwhile. */
  revision: number;
  document: WorkflowDocument;
  note: string;
  publishedBy: string | null;
  subscription: SubscriptionInput;
}

// Documents are written by us, through the schema; the column's type is wider than what stands in it.
const asWorkflow = (row: unknown) => row as WorkflowRow;
const asVersion = (row: unknown) => row as VersionRow;
const asJson = (document: WorkflowDocument) => document as unknown as Prisma.InputJsonValue;

/** Without reading its draft. */
export const workflowExists = async (
  { prisma }: Database,
  workspaceId: string,
  id: string,
): Promise<boolean> => (await prisma.workflow.count({ where: { id, workspaceId } })) > 0;

export function createWorkflowStore({ prisma }: Database, workspaceId: string) {
  return {
    async drafts(ids: string[]): Promise<WorkflowRow[]> {
      if (ids.length === 0) return [];
      return (await prisma.workflow.findMany({ where: { id: { in: ids }, workspaceId } })).map(asWorkflow);
    },

    async find(id: string): Promise<WorkflowRow | null> {
      const row = await prisma.workflow.findFirst({ where: { id, workspaceId } });
      return row === null ? null : asWorkflow(row);
    },

    create: async (entry: { name: string; draft: WorkflowDocument }): Promise<WorkflowRow> =>
      asWorkflow(
        await prisma.workflow.create({
          data: { id: newId("wf"), workspaceId, name: entry.name, draft: asJson(entry.draft) },
        }),
      ),

    async rename(id: string, name: string): Promise<void> {
      await prisma.workflow.updateMany({ where: { id, workspaceId }, data: { name } });
    },

    /** The new revision; null where `revision` is not the newest any more. */
    async saveDraft(
      id: string,
      revision: number,
      { document, name }: { document: WorkflowDocument; name?: string | undefined },
    ): Promise<number | null> {
      const { count } = await prisma.workflow.updateMany({
        where: { id, workspaceId, draftRevision: revision },
        data: {
          draft: asJson(document),
          draftRevision: { increment: 1 },
          ...(name === undefined ? {} : { name }),
        },
      });
      return count === 0 ? null : revision + 1;
    },

    /** Versions and subscription go with it by their foreign keys; history has none, so it is named. */
    async remove(id: string): Promise<void> {
      await prisma.$transaction(async (tx) => {
        const { count } = await tx.workflow.deleteMany({ where: { id, workspaceId } });
        if (count === 0) return;
        await tx.$executeRaw`delete from attempt where run_id in (select id from run where workflow_id = ${id})`;
        await tx.$executeRaw`delete from step where run_id in (select id from run where workflow_id = ${id})`;
        await tx.onceClaim.deleteMany({ where: { workflowId: id } });
        await tx.run.deleteMany({ where: { workflowId: id, workspaceId } });
      });
    },

    async versions(workflowId: string): Promise<VersionRow[]> {
      const where = { workflowId, workspaceId };
      return (await prisma.workflowVersion.findMany({ where, orderBy: { number: "desc" } })).map(asVersion);
    },

    async version(workflowId: string, number: number): Promise<VersionRow | null> {
      const row = await prisma.workflowVersion.findFirst({ where: { workflowId, workspaceId, number } });
      return row === null ? null : asVersion(row);
    },

    async versionsById(ids: string[]): Promise<VersionRow[]> {
      if (ids.length === 0) return [];
      return (await prisma.workflowVersion.findMany({ where: { id: { in: ids }, workspaceId } })).map(
        asVersion,
      );
    },

    /**
     * Version, subscription and live mark in one transaction. The row lock orders two publishers, so numbers have no gap and no
     * twin; null where the draft is no longer the one that was validated.
     */
    publish: (entry: Publication): Promise<VersionRow | null> =>
      prisma.$transaction((tx) => publishIn(tx, workspaceId, entry)),

    async unpublish(id: string): Promise<void> {
      await prisma.$transaction([
        prisma.subscription.deleteMany({ where: { workflowId: id, workspaceId } }),
        prisma.workflow.updateMany({ where: { id, workspaceId }, data: { liveVersionId: null } }),
      ]);
    },
  };
}

async function publishIn(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  entry: Publication,
): Promise<VersionRow | null> {
  const { workflowId, subscription } = entry;
  const locked = await tx.$queryRaw<{ draft_revision: number }[]>`
    select draft_revision from workflow where id = ${workflowId} and workspace_id = ${workspaceId} for update`;
  if (locked[0]?.draft_revision !== entry.revision) return null;
  const newest = await tx.workflowVersion.aggregate({ where: { workflowId }, _max: { number: true } });
  const version = await tx.workflowVersion.create({
    data: {
      id: newId("wfv"),
      workspaceId,
      workflowId,
      number: (newest._max.number ?? 0) + 1,
      document: asJson(entry.document),
      note: entry.note,
      publishedBy: entry.publishedBy,
    },
  });
  const values = {
    ...subscription,
    config: subscription.config as Prisma.InputJsonObject,
    versionId: version.id,
  };
  await tx.subscription.upsert({
    where: { workflowId },
    create: { ...values, workflowId, workspaceId },
    update: values,
  });
  await tx.workflow.update({
    where: { id: workflowId },
    data: { liveVersionId: version.id, archivedAt: null },
  });
  return asVersion(version);
}
