import type { Metadata } from "next";
import { Suspense } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { WorkflowList } from "@/components/workflows/workflow-list";
import { readNodes } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Workflows" };

export default async function WorkflowsPage() {
  await requireSession("/workflows");
  const kinds = readNodes().map(({ type, name, icon, role, kind, summary }) => ({
    type,
    name,
    icon,
    role,
    kind,
    summary,
  }));
  return (
    <AppShell>
      <Suspense>
        <WorkflowList kinds={kinds} />
      </Suspense>
    </AppShell>
  );
}
