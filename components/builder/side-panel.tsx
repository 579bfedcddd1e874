"use client";
import { useEffect } from "react";
import { useBuilder } from "./builder-context";
import { rememberedPanelWidth, showPanelWidth } from "./panel-width";
import { ChecksPanel, StepPanel, VersionsPanel } from "./parts-on-demand";

export function SidePanel() {
  const panel = useBuilder((state) => state.panel);
  const selectedId = useBuilder((state) => state.selectedIds[0]);
  // Before a panel is there, so that the room kept for it while it loads is its own.
  useEffect(() => showPanelWidth(rememberedPanelWidth()), []);
  switch (panel) {
    case "step":
      return selectedId === undefined ? null : <StepPanel key={selectedId} nodeId={selectedId} />;
    case "checks":
      return <ChecksPanel />;
    case "versions":
      return <VersionsPanel />;
    default:
      return null;
  }
}
