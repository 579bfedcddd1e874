import type { Metadata } from "next";
import { Suspense } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { mayEdit } from "@/lib/server/caller";
import { readNodes } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  const caller = await requireSession("/workflows");
  const kinds = readNodes().map(({ type, name, icon, role, kind, summary }) => ({
    type,
    name,
    icon,
    role,
    kind,
    summary,
  }));
  return (
    <AppShell mayEdit={mayEdit(caller)}>
      <Suspense>
        <WorkflowList kinds={kinds} />
      </Suspense>
    </AppShell>
  );
}
