import type { Metadata } from "next";
import { RunPage } from "@/components/runs/run-page";
import { readNodes } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Run" };

export default async function RunDetailPage({
  params,
}: {
  params: Promise<{ workflowId: string; runId: string }>;
}) {
  const { workflowId, runId } = await params;
  await requireSession(`/workflows/${workflowId}/runs/${runId}`);
  return <RunPage runId={runId} nodes={readNodes()} />;
}
