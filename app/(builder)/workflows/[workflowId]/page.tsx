import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Builder } from "@/components/builder/builder";
import { mayEdit } from "@/lib/server/caller";
import { readCatalogue } from "@/lib/server/catalogue";
import { currentSession, requireSession } from "@/lib/server/session";
import { nameOfWorkflow, openWorkflow } from "@/lib/server/workflows/workflow-view";

type Props = { params: Promise<{ workflowId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { workflowId } = await params;
  const caller = await currentSession();
  return { title: (caller && (await nameOfWorkflow(caller, workflowId))) ?? "Builder" };
}

export default async function BuilderPage({ params }: Props) {
  const { workflowId } = await params;
  const caller = await requireSession(`/workflows/${workflowId}`);
  const workflow = await openWorkflow(caller, workflowId);
  if (workflow === null) notFound();
  return (
    <Builder key={workflow.id} workflow={workflow} integrations={readCatalogue()} mayEdit={mayEdit(caller)} />
  );
}
