"use client";
import { useBuilder } from "./builder-context";
import { ChecksPanel, StepPanel, VersionsPanel } from "./parts-on-demand";

export function SidePanel() {
  const panel = useBuilder((state) => state.panel);
  const selectedId = useBuilder((state) => state.selectedIds[0]);
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
