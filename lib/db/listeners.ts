import type { WorkflowDocument } from "../graph/workflow";
import type { Database } from "./database";

export interface Listener {
  workflowId: string;
  name: string;
  /** What runs. */
  document: WorkflowDocument;
}

/** Live workflows that an event of this kind would start, but for one of them. */
export async function listenersTo(
  { prisma }: Database,
  of: { workspaceId: string; endpointId: string; event: string; except: string },
): Promise<Listener[]> {
  const { workspaceId, endpointId, event, except } = of;
  const rows = await prisma.subscription.findMany({
    where: { workspaceId, endpointId, event, workflowId: { not: except } },
    select: {
      workflowId: true,
      workflow: { select: { name: true } },
      version: { select: { document: true } },
    },
  });
  return rows.map(({ workflowId, workflow, version }) => ({
    workflowId,
    name: workflow.name,
    document: version.document as unknown as WorkflowDocument,
  }));
}
