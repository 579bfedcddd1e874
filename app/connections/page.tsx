import type { Metadata } from "next";
import { Suspense } from "react";
import { ConnectionList } from "@/components/connections/connection-list";
import { AppShell } from "@/components/shell/app-shell";
import { readCatalogue } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
  await requireSession("/connections");
  return (
    <AppShell>
      <Suspense>
        <ConnectionList kinds={readCatalogue().flatMap(({ connection }) => connection ?? [])} />
      </Suspense>
    </AppShell>
  );
}
