/** Where the focus is, and where a step can have it. */

/** What had it is gone: whoever works by keyboard would start over at the top of the page. */
export const hasLostFocus = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** Where a step is: its row while the outline is open, else its card. */
export function stepElement(nodeId: string | undefined): HTMLElement | null {
  if (nodeId === undefined) return null;
  const id = CSS.escape(nodeId);
  return document.querySelector<HTMLElement>(
    `[data-outline-step="${id}"], .react-flow__node[data-id="${id}"]`,
  );
}

const FRAMES = 30;

/** A new one is drawn in one of the next frames. */
export function focusStep(nodeId: string, framesLeft = FRAMES): void {
  const element = stepElement(nodeId);
  if (element) element.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusStep(nodeId, framesLeft - 1));
}
