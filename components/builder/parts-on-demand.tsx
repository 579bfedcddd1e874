"use client";
/** Parts of the builder that a first look at a workflow does not need: they come when asked for, or when the browser has nothing to do. */
import dynamic from "next/dynamic";
import { loadPatternEngine } from "#pattern-engine";
import { loadTemplateEngine } from "#template-engine";
import { untilLoaded } from "../ui/until-loaded";
import { OutlineComing } from "./outline/outline-coming";
import { WorkflowMenuButton } from "./workflow-menu-button";

const load = {
  stepPanel: () => import("./step-panel").then((part) => part.StepPanel),
  checksPanel: () => import("./checks-panel").then((part) => part.ChecksPanel),
  versionsPanel: () => import("./versions-panel").then((part) => part.VersionsPanel),
  testTab: () => import("./test/test-tab").then((part) => part.TestTab),
  testFooter: () => import("./test/test-tab").then((part) => part.TestFooter),
  testDrawer: () => import("./test/test-drawer").then((part) => part.TestDrawer),
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

/** Conditions are evaluated and templates rendered in them. */
const withEngines = <T,>(part: () => Promise<T>): Promise<T> =>
  untilLoaded(async () => {
    const [loaded] = await Promise.all([part(), loadPatternEngine(), loadTemplateEngine()]);
    return loaded;
  });

/** Keeps the room of a panel that is on its way, so that nothing jumps. */
const loading = () => <aside className="bd-panel" aria-busy="true" />;

/** Without a way to show that it is coming, a part would take all around it away for the moment, and the focus for good. */
const none = () => null;

export const StepPanel = dynamic(() => withEngines(load.stepPanel), { loading });
export const ChecksPanel = dynamic(() => withEngines(load.checksPanel), { loading });
export const VersionsPanel = dynamic(() => withEngines(load.versionsPanel), { loading });
export const TestTab = dynamic(() => withEngines(load.testTab), { loading: none });
export const TestFooter = dynamic(() => withEngines(load.testFooter), { loading: none });
export const TestDrawer = dynamic(() => withEngines(load.testDrawer), { loading: none });
export const PaletteFlyout = dynamic(() => withEngines(load.paletteFlyout), { loading: none });
export const PaletteDialog = dynamic(() => withEngines(load.paletteDialog), { loading: none });
export const Outline = dynamic(() => withEngines(load.outline), { loading: () => <OutlineComing /> });
export const FindBar = dynamic(() => withEngines(load.findBar), { loading: none });
export const ContextMenu = dynamic(() => withEngines(load.contextMenu), { loading: none });
export const CommandPalette = dynamic(() => withEngines(load.commandPalette), { loading: none });
export const ConnectPalette = dynamic(() => withEngines(load.connectPalette), { loading: none });
export const ShortcutsDialog = dynamic(() => withEngines(load.shortcutsDialog), { loading: none });
export const DeleteDialog = dynamic(() => withEngines(load.deleteDialog), { loading: none });
export const PublishDialog = dynamic(() => withEngines(load.publishDialog), { loading: none });
export const BacktestDialog = dynamic(() => withEngines(load.backtestDialog), { loading: none });
export const SettingsDialog = dynamic(() => withEngines(load.settingsDialog), { loading: none });
export const WebhookDialog = dynamic(() => withEngines(load.webhookDialog), { loading: none });
export const UnpublishDialog = dynamic(() => withEngines(load.unpublishDialog), { loading: none });
/** Its button is there at once; without `ssr: false` the page would bring the menu along. */
export const WorkflowMenu = dynamic(() => withEngines(load.workflowMenu), {
  ssr: false,
  loading: () => <WorkflowMenuButton />,
});
export const ConflictDialog = dynamic(() => withEngines(load.conflictDialog), { loading: none });

/** Fetches all of them, so that the first use waits for nothing and a lost network takes nothing away. */
export function fetchParts(): void {
  const parts = [...Object.values(load), () => import("./inspector/token-editor")];
  for (const part of parts) part().catch(() => undefined);
}
