import type { Metadata } from "next";
import { RunPage } from "@/components/runs/run-page";
import { mayEdit } from "@/lib/server/caller";
import { readNodes } from "@/lib/server/catalogue";
import { currentSession, requireSession } from "@/lib/server/session";
import { nameOfWorkflow } from "@/lib/server/workflows/workflow-view";

type Props = { params: Promise<{ workflowId: string; runId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workflowId } = await params;
  const caller = await currentSession();
  const name = caller && (await nameOfWorkflow(caller, workflowId));
  return { title: name ? `Run of ${name}` : "Run" };
}

export default async function RunDetailPage({ params }: Props) {
  const { workflowId, runId } = await params;
  const caller = await requireSession(`/workflows/${workflowId}/runs/${runId}`);
  return <RunPage runId={runId} nodes={readNodes()} mayEdit={mayEdit(caller)} />;
}
