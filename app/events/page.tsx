import type { Metadata } from "next";
import { Suspense } from "react";
import { Inbox } from "@/components/events/inbox";
import { AppShell } from "@/components/shell/app-shell";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage() {
  await requireSession("/events");
  return (
    <AppShell>
      <Suspense>
        <Inbox />
      </Suspense>
    </AppShell>
  );
}
