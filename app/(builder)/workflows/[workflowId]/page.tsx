import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Builder } from "@/components/builder/builder";
import { readCatalogue } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";
import { openWorkflow } from "@/lib/server/workflows/workflow-view";

export const metadata: Metadata = { title: "Builder" };

export default async function BuilderPage({ params }: { params: Promise<{ workflowId: string }> }) {
  const { workflowId } = await params;
  const caller = await requireSession(`/workflows/${workflowId}`);
  const workflow = await openWorkflow(caller, workflowId);
  if (workflow === null) notFound();
  return <Builder key={workflow.id} workflow={workflow} integrations={readCatalogue()} />;
}
