"use client";
import { useEffect } from "react";
import { useScene } from "./builder-context";

/** The panel lies over the canvas instead of beside it (panel.css). */
export const isPanelOverCanvas = (): boolean => matchMedia("(max-width: 1100px)").matches;

/** Side by side the list of steps and the panel would leave no canvas between them to drop a step on: there, each closes the other. */
export function useOneOfListAndPanel(): void {
  const { store } = useScene();
  useEffect(
    () =>
      store.subscribe((state, before) => {
        if (state.palette?.kind !== "flyout" || state.panel === "none" || !isPanelOverCanvas()) return;
        if (before.panel === "none") state.openPalette(null);
        else if (before.palette?.kind !== "flyout") state.openPanel("none");
      }),
    [store],
  );
}
