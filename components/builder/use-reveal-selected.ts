"use client";
import { useCallback } from "react";
import { useScene } from "./builder-context";
import { isPanelOverCanvas } from "./narrow-window";

const coveredByPanel = (): number =>
  isPanelOverCanvas() ? (document.querySelector(".bd-panel")?.getBoundingClientRect().width ?? 0) : 0;

/** Once the page is laid out: the canvas learns its new size from it. */
const SETTLE_MS = 60;

/** The panel takes room from the canvas: pan, never zoom, so that the chosen card stays in sight. Gives back what takes it back. */
export function useRevealSelected(): () => () => void {
  const { canvas, store } = useScene();
  return useCallback(() => {
    const timer = setTimeout(() => {
      const { panel, selectedIds } = store.getState();
      const selected = panel === "step" ? selectedIds[0] : undefined;
      if (selected !== undefined) canvas.current?.reveal(selected, coveredByPanel());
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [canvas, store]);
}
