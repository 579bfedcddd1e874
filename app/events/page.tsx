import type { Metadata } from "next";
import { Suspense } from "react";
import { Inbox } from "@/components/events/inbox";
import { AppShell } from "@/components/shell/app-shell";
import { mayEdit } from "@/lib/server/caller";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage() {
  const caller = await requireSession("/events");
  return (
    <AppShell mayEdit={mayEdit(caller)}>
      <Suspense>
        <Inbox />
      </Suspense>
    </AppShell>
  );
}
