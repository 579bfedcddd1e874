/** Where a step can have the focus, and who may take it. */
import { focusWhenThere } from "../ui/focus";
import type { BuilderStore } from "./store";

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

const FIELDS = "input, textarea, [contenteditable=true]";

/**
 * What was asked for may come late: then it does not take the focus out of a field that somebody types into. The field that it was asked
 * for in, in a dialog that is closing, is none.
 */
export function mayTakeFocus({ getState }: BuilderStore): boolean {
  const field = document.activeElement?.closest(FIELDS);
  if (!field) return true;
  const { dialog, palette } = getState();
  return dialog === null && palette === null && field.closest("[role=dialog]") !== null;
}
