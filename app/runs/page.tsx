import type { Metadata } from "next";
import { Suspense } from "react";
import { RunList } from "@/components/runs/run-list";
import { AppShell } from "@/components/shell/app-shell";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  await requireSession("/runs");
  return (
    <AppShell>
      <Suspense>
        <RunList />
      </Suspense>
    </AppShell>
  );
}
