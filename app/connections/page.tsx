import type { Metadata } from "next";
import { Suspense } from "react";
import { ConnectionList } from "@/components/connections/connection-list";
import { AppShell } from "@/components/shell/app-shell";
import { mayEdit } from "@/lib/server/caller";
import { readCatalogue } from "@/lib/server/catalogue";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Connections" };

export default async function ConnectionsPage() {
  const caller = await requireSession("/connections");
  return (
    <AppShell mayEdit={mayEdit(caller)}>
      <Suspense>
        <ConnectionList kinds={readCatalogue().flatMap(({ connection }) => connection ?? [])} />
      </Suspense>
    </AppShell>
  );
}
