"use client";
import { Menu } from "../ui/menu";
import { useBuilder, useScene } from "./builder-context";
import { nowOf } from "./commands/command";
import { commandItem } from "./commands/command-items";
import { WorkflowMenuButton } from "./workflow-menu-button";

const ITEMS = [
  "backtest",
  "webhook",
  "versions",
  "settings",
  "tidy",
  "turn",
  "duplicate-workflow",
  "export",
  "commands",
  "shortcuts",
  "unpublish",
];

/** For who may only look. */
const LOOKING = ["versions", "export", "commands", "shortcuts"];

/** What else can be done with the workflow, behind Publish. It is fetched when it is asked for, and so open from the beginning. */
export function WorkflowMenu() {
  const scene = useScene();
  // Drawn again whenever one of these changes what can be done, or what it is called.
  useBuilder((state) => state.facts.live);
  useBuilder((state) => state.history.document);
  useBuilder((state) => state.selectedIds);
  useBuilder((state) => state.preview);
  const mayEdit = useBuilder((state) => state.mayEdit);
  const items = (mayEdit ? ITEMS : LOOKING).map((id) => commandItem(id, nowOf(scene)));
  return <Menu label="More about this workflow" items={items} trigger={<WorkflowMenuButton />} defaultOpen />;
}
