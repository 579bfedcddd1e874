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
  const conflict = useBuilder((state) =>
    state.saveState.kind === "conflict" ? state.saveState.current : null,
  );
  const deleting = useBuilder((state) => state.deleting);
  return (
    <>
      {deleting && <DeleteDialog {...deleting} />}
      {conflict && <ConflictDialog current={conflict} />}
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
