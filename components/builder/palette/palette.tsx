"use client";
import { useBuilder } from "../builder-context";
import "../palette.css";
import "../step-preview.css";
import { PaletteDialog, PaletteFlyout } from "../parts-on-demand";

/** Beside the rail, or at the "+" that was pressed. It never takes room from the canvas for good. */
export function Palette() {
  const palette = useBuilder((state) => state.palette);
  if (palette === null) return null;
  return palette.kind === "flyout" ? <PaletteFlyout /> : <PaletteDialog palette={palette} />;
}
