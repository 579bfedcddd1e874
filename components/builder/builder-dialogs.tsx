"use client";
import { useBuilder } from "./builder-context";
import { CommandPalette, ConnectPalette } from "./commands/command-palette";
import { ShortcutsDialog } from "./commands/shortcuts-dialog";
import { ConflictDialog } from "./conflict-dialog";
import { PublishDialog } from "./publish/publish-dialog";
import { UnpublishDialog } from "./publish/unpublish-dialog";
import { WebhookDialog } from "./publish/webhook-dialog";
import { SettingsDialog } from "./settings-dialog";
import "./builder-dialogs.css";

export function BuilderDialogs() {
  const dialog = useBuilder((state) => state.dialog);
  const conflict = useBuilder((state) =>
    state.saveState.kind === "conflict" ? state.saveState.current : null,
  );
  return (
    <>
      {conflict && <ConflictDialog current={conflict} />}
      {dialog === "commands" && <CommandPalette />}
      {dialog === "connect" && <ConnectPalette />}
      {dialog === "publish" && <PublishDialog />}
      {dialog === "webhook" && <WebhookDialog />}
      {dialog === "settings" && <SettingsDialog />}
      {dialog === "unpublish" && <UnpublishDialog />}
      {dialog === "shortcuts" && <ShortcutsDialog />}
    </>
  );
}
