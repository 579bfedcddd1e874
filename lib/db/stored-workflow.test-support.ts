/** Rows that tests of the engine and of the door begin with: a published workflow, and runs of it. */
import { newId } from "../base/ids";
import type { JsonObject } from "../base/json";
import type { Database } from "./database";
import { inTransaction } from "./in-transaction";

export interface StoredWorkflow {
  workspaceId: string;
  workflowId: string;
  versionId: string;
}

export async function storeWorkspace({ prisma }: Database): Promise<string> {
  const id = newId("ws");
  await prisma.workspace.create({ data: { id, name: "W" } });
  return id;
}

/** With one version. Without a workspace it gets one of its own. */
export async function storeWorkflow(
  database: Database,
  document: object = {},
  workspaceId?: string,
): Promise<StoredWorkflow> {
  const { prisma } = database;
  const workspace = workspaceId ?? (await storeWorkspace(database));
  const [workflowId, versionId] = [newId("wf"), newId("wfv")];
  await prisma.workflow.create({ data: { id: workflowId, workspaceId: workspace, name: "F", draft: {} } });
  await prisma.workflowVersion.create({
    data: { id: versionId, workspaceId: workspace, workflowId, number: 1, document: document as never },
  });
  return { workspaceId: workspace, workflowId, versionId };
}

/** A run that nobody has begun, and that no job leads to yet. */
export async function storeRun(
  { prisma }: Database,
  { workspaceId, workflowId, versionId }: StoredWorkflow,
  more: JsonObject = {},
): Promise<string> {
  const id = newId("run");
  await prisma.run.create({
    data: {
      id,
      workspaceId,
      workflowId,
      workflowVersionId: versionId,
      eventId: newId("evt"),
      status: "pending",
      triggerOutput: { href: "https://x.test/pricing" },
      ...more,
    },
  });
  return id;
}

/** Under its own key, as a run that rested has it. */
export async function enqueueRun({ pool }: Database, runId: string): Promise<void> {
  await pool.query(
    "select graphile_worker.add_job('run', json_build_object('runId', $1::text), job_key := $1)",
    [runId],
  );
}

/** As a job stands whose worker was killed: taken once, and handed back. No worker sees it in between. */
export const enqueueTakenOver = ({ pool }: Database, runId: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(
      "select graphile_worker.add_job('run', json_build_object('runId', $1::text), job_key := $1)",
      [runId],
    );
    await client.query("update graphile_worker._private_jobs set attempts = 1 where key = $1", [runId]);
  });
