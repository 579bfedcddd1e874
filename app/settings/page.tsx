import type { Metadata } from "next";
import { SettingsPage } from "@/components/settings/settings-page";
import { AppShell } from "@/components/shell/app-shell";
import { requireSession } from "@/lib/server/session";

export const metadata: Metadata = { title: "Settings" };

export default async function Settings() {
  await requireSession("/settings");
  return (
    <AppShell>
      <SettingsPage />
    </AppShell>
  );
}
