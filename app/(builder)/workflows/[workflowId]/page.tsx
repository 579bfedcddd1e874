import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Builder } from "@/components/builder/builder";
import { readCatalogue } from "@/lib/server/catalogue";
import { Failure } from "@/lib/server/failure";
import { requireSession } from "@/lib/server/session";
import { viewWorkflow } from "@/lib/server/workflows/workflow-view";

interface Props {
  params: Promise<{ workflowId: string }>;
}

/** Once for the title and the page. */
const load = cache(async (workflowId: string) => {
  const caller = await requireSession(`/workflows/${workflowId}`);
  try {
    return await viewWorkflow(caller, workflowId);
  } catch (error) {
    if (error instanceof Failure && error.code === "not_found") notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await load((await params).workflowId);
  return { title: name };
}

export default async function BuilderPage({ params }: Props) {
  const workflow = await load((await params).workflowId);
  return <Builder key={workflow.id} workflow={workflow} integrations={readCatalogue()} />;
}
