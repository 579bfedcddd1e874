/** How wide the panel at the right is, in pixels. This browser remembers; storage that refuses costs nothing but that. */
export const MIN_PANEL = 360;
export const MAX_PANEL = 640;
export const USUAL_PANEL = 400;

const KEY = "hookline:panel-width";
const PROPERTY = "--w-inspector";

export const clampPanel = (width: number): number =>
  Math.round(Math.min(MAX_PANEL, Math.max(MIN_PANEL, width)));

export function rememberedPanelWidth(): number {
  try {
    const stored = Number(localStorage.getItem(KEY));
    return Number.isFinite(stored) && stored > 0 ? clampPanel(stored) : USUAL_PANEL;
  } catch {
    return USUAL_PANEL;
  }
}

/** The usual width is not remembered, so that another one can become usual. */
export function rememberPanelWidth(width: number): void {
  try {
    if (width === USUAL_PANEL) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, String(width));
  } catch {
    // Private windows may refuse.
  }
}

/** Set on the page and not by drawing: dragging moves an edge, and no component needs to know. */
export const showPanelWidth = (width: number): void =>
  document.documentElement.style.setProperty(PROPERTY, `${width}px`);
