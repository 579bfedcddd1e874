import type { Metadata } from "next";
import { AppShell } from "@/components/shell/app-shell";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { readNodes } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  await requireSession("/workflows");
  const triggers = readNodes().filter(({ kind }) => kind === "trigger");
  return (
    <AppShell>
      <WorkflowList triggers={triggers} />
    </AppShell>
  );
}
