"use client";
import { useMemo } from "react";
import { Menu } from "../ui/menu";
import { useBuilder, useScene } from "./builder-context";
import { nowOf } from "./commands/command";
import { commandItem } from "./commands/command-items";
import { WorkflowMenuButton } from "./workflow-menu-button";

const ITEMS = [
  "webhook",
  "versions",
  "settings",
  "tidy",
  "duplicate-workflow",
  "export",
  "commands",
  "shortcuts",
  "unpublish",
];

/** What else can be done with the workflow, behind Publish. */
export function WorkflowMenu() {
  const scene = useScene();
  const live = useBuilder((state) => state.facts.live);
  const isEmpty = useBuilder((state) => state.history.document.nodes.length < 2);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these decide what can be done
  const items = useMemo(() => ITEMS.map((id) => commandItem(id, nowOf(scene))), [scene, live, isEmpty]);
  return <Menu label="More about this workflow" items={items} trigger={<WorkflowMenuButton />} />;
}
