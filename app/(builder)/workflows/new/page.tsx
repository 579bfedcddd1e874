import type { Metadata } from "next";
import { NewWorkflow } from "@/components/builder/new-workflow";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "New workflow" };

interface Props {
  searchParams: Promise<{ trigger?: string | string[] }>;
}

/** `?trigger=<type>` begins with that trigger in its place; the buttons of the integration pages lead here. */
export default async function NewWorkflowPage({ searchParams }: Props) {
  const { trigger } = await searchParams;
  const type = typeof trigger === "string" ? trigger : undefined;
  await requireSession(
    type === undefined ? "/workflows/new" : `/workflows/new?trigger=${encodeURIComponent(type)}`,
  );
  return <NewWorkflow triggerType={type} />;
}
