/** Workflows by the hundred: what the list shows of them, and what is done to several at once. */
import type { Database } from "./database";
import type { VersionRow, WorkflowRow } from "./workflow-store";

/** Without its document, which may be large. */
export type ListedRow = Omit<WorkflowRow, "draft"> & { tags: string[] };

const LISTED = {
  id: true,
  name: true,
  tags: true,
  draftRevision: true,
  liveVersionId: true,
  archivedAt: true,
  updatedAt: true,
} as const;

/**
 * Takes away, then adds; a tag that is there already keeps its spelling. One statement, so two people who tag at once both get theirs:
 * the second waits for the row and sees what the first wrote. `updated_at` stays: nobody edited the workflow.
 */
const CHANGE_TAGS = `
update workflow set tags = coalesce((
  select array_agg(t order by lower(t)) from (
    select distinct on (lower(t)) t from unnest(tags || $3::text[]) with ordinality as u(t, place)
    where lower(t) <> all ($4::text[]) order by lower(t), place) kept), '{}')
where workspace_id = $1 and id = any ($2)`;

export function createWorkflowListStore({ prisma, pool }: Database, workspaceId: string) {
  return {
    async list(archived: boolean): Promise<ListedRow[]> {
      const where = { workspaceId, archivedAt: archived ? { not: null } : null };
      return prisma.workflow.findMany({ where, select: LISTED, orderBy: { updatedAt: "desc" } });
    },

    async nameOf(id: string): Promise<string | undefined> {
      const row = await prisma.workflow.findFirst({ where: { id, workspaceId }, select: { name: true } });
      return row?.name;
    },

    /** Those of the ids that name a workflow. */
    async known(ids: string[]): Promise<string[]> {
      const rows = await prisma.workflow.findMany({
        where: { id: { in: ids }, workspaceId },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    async changeTags(ids: string[], { add, remove }: { add: string[]; remove: string[] }): Promise<void> {
      const gone = remove.map((text) => text.toLowerCase());
      await pool.query(CHANGE_TAGS, [workspaceId, ids, add, gone]);
    },

    /** How many versions each has; their numbers have no gap. */
    async versionCounts(ids: string[]): Promise<Map<string, number>> {
      const { rows } = await pool.query<{ workflow_id: string; count: number }>(
        "select workflow_id, max(number) as count from workflow_version where workflow_id = any ($1) group by 1",
        [ids],
      );
      return new Map(rows.map(({ workflow_id, count }) => [workflow_id, count]));
    },

    /** Their numbers and dates; the documents stay where they are. */
    versionHeads: (ids: string[]): Promise<Pick<VersionRow, "id" | "number" | "createdAt">[]> =>
      prisma.workflowVersion.findMany({
        where: { id: { in: ids }, workspaceId },
        select: { id: true, number: true, createdAt: true },
      }),

    /** An archived workflow starts no runs, so archiving takes it off the air in the same transaction. */
    async setArchived(ids: string[], archived: boolean): Promise<void> {
      const where = { id: { in: ids }, workspaceId };
      if (!archived) {
        await prisma.workflow.updateMany({ where, data: { archivedAt: null } });
        return;
      }
      await prisma.$transaction([
        prisma.subscription.deleteMany({ where: { workflowId: { in: ids }, workspaceId } }),
        prisma.workflow.updateMany({ where, data: { archivedAt: new Date(), liveVersionId: null } }),
      ]);
    },
  };
}
