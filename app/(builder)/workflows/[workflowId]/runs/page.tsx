import { redirect } from "next/navigation";

export default async function WorkflowRunsPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const { workflowId } = await params;
  redirect(`/runs?workflowId=${encodeURIComponent(workflowId)}`);
}
