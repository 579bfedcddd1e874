"use client";
import { useBuilder } from "./builder-context";
import {
  BacktestDialog,
  CommandPalette,
  ConflictDialog,
  ConnectPalette,
  DeleteDialog,
  PublishDialog,
  SettingsDialog,
  ShortcutsDialog,
  UnpublishDialog,
  WebhookDialog,
} from "./parts-on-demand";
import "./builder-dialogs.css";

export function BuilderDialogs() {
  const dialog = useBuilder((state) => state.dialog);
  const conflicts = useBuilder(({ saveState }) =>
    saveState.kind === "conflict" ? saveState.conflicts : null,
  );
  const deleting = useBuilder((state) => state.deleting);
  return (
    <>
      {deleting && <DeleteDialog {...deleting} />}
      {dialog === "conflict" && conflicts && <ConflictDialog conflicts={conflicts} />}
      {dialog === "commands" && <CommandPalette />}
      {dialog === "connect" && <ConnectPalette />}
      {dialog === "publish" && <PublishDialog />}
      {dialog === "backtest" && <BacktestDialog />}
      {dialog === "webhook" && <WebhookDialog />}
      {dialog === "settings" && <SettingsDialog />}
      {dialog === "unpublish" && <UnpublishDialog />}
      {dialog === "shortcuts" && <ShortcutsDialog />}
    </>
  );
}
