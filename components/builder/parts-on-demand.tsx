"use client";
/** Parts of the builder that a first look at a workflow does not need: they come when asked for, or when the browser has nothing to do. */
import dynamic from "next/dynamic";
import { loadPatternEngine } from "#pattern-engine";
import { WorkflowMenuButton } from "./workflow-menu-button";

const load = {
  // Conditions are evaluated in it.
  stepPanel: () =>
    Promise.all([import("./step-panel"), loadPatternEngine()]).then(([part]) => part.StepPanel),
  checksPanel: () => import("./checks-panel").then((part) => part.ChecksPanel),
  versionsPanel: () => import("./versions-panel").then((part) => part.VersionsPanel),
  paletteFlyout: () => import("./palette/palette-flyout").then((part) => part.PaletteFlyout),
  paletteDialog: () => import("./palette/palette-dialog").then((part) => part.PaletteDialog),
  outline: () => import("./outline/outline").then((part) => part.Outline),
  findBar: () => import("./find/find-bar").then((part) => part.FindBar),
  contextMenu: () => import("./commands/context-menu").then((part) => part.ContextMenu),
  commandPalette: () => import("./commands/command-palette").then((part) => part.CommandPalette),
  connectPalette: () => import("./commands/command-palette").then((part) => part.ConnectPalette),
  shortcutsDialog: () => import("./commands/shortcuts-dialog").then((part) => part.ShortcutsDialog),
  deleteDialog: () => import("./delete-dialog").then((part) => part.DeleteDialog),
  publishDialog: () => import("./publish/publish-dialog").then((part) => part.PublishDialog),
  backtestDialog: () => import("./publish/backtest-dialog").then((part) => part.BacktestDialog),
  settingsDialog: () => import("./settings-dialog").then((part) => part.SettingsDialog),
  webhookDialog: () => import("./publish/webhook-dialog").then((part) => part.WebhookDialog),
  unpublishDialog: () => import("./publish/unpublish-dialog").then((part) => part.UnpublishDialog),
  workflowMenu: () => import("./workflow-menu").then((part) => part.WorkflowMenu),
  conflictDialog: () => import("./conflict-dialog").then((part) => part.ConflictDialog),
};

/** Keeps the room of a panel that is on its way, so that nothing jumps. */
const loading = () => <aside className="bd-panel" aria-busy="true" />;

export const StepPanel = dynamic(load.stepPanel, { loading });
export const ChecksPanel = dynamic(load.checksPanel, { loading });
export const VersionsPanel = dynamic(load.versionsPanel, { loading });
export const PaletteFlyout = dynamic(load.paletteFlyout);
export const PaletteDialog = dynamic(load.paletteDialog);
export const Outline = dynamic(load.outline);
export const FindBar = dynamic(load.findBar);
export const ContextMenu = dynamic(load.contextMenu);
export const CommandPalette = dynamic(load.commandPalette);
export const ConnectPalette = dynamic(load.connectPalette);
export const ShortcutsDialog = dynamic(load.shortcutsDialog);
export const DeleteDialog = dynamic(load.deleteDialog);
export const PublishDialog = dynamic(load.publishDialog);
export const BacktestDialog = dynamic(load.backtestDialog);
export const SettingsDialog = dynamic(load.settingsDialog);
export const WebhookDialog = dynamic(load.webhookDialog);
export const UnpublishDialog = dynamic(load.unpublishDialog);
/** Its button is there at once; without `ssr: false` the page would bring the menu along. */
export const WorkflowMenu = dynamic(load.workflowMenu, { ssr: false, loading: () => <WorkflowMenuButton /> });
export const ConflictDialog = dynamic(load.conflictDialog);

/** Fetches all of them, so that the first use waits for nothing and a lost network takes nothing away. */
export function fetchParts(): void {
  for (const part of Object.values(load)) part().catch(() => undefined);
}
