/** Where a step can have the focus. */
import { focusWhenThere } from "../ui/focus";

/** Where a step is: its row while the outline is open, else its card. */
export function stepElement(nodeId: string | undefined): HTMLElement | null {
  if (nodeId === undefined) return null;
  const id = CSS.escape(nodeId);
  return document.querySelector<HTMLElement>(
    `[data-outline-step="${id}"], .react-flow__node[data-id="${id}"]`,
  );
}

/** A new one is drawn in one of the next frames. */
export const focusStep = (nodeId: string): void => focusWhenThere(() => stepElement(nodeId));
