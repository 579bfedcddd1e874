/** What of React Flow's has the focus, and how a step gets it. */

/** The frames of cards and notes. */
export const CARD_ELEMENT = ".react-flow__node";
/** Cards far out of sight are not there until the canvas has been moved. */
const FRAMES = 60;

/** Of the step or note whose frame it is; null for anything else, what is inside of one, too. */
export const elementIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element && target.matches(CARD_ELEMENT) ? target.getAttribute("data-id") : null;

/** Of a step's frame. */
export const stepIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element && target.matches(".react-flow__node-card") ? elementIdOf(target) : null;

/** At once, or as soon as its card is there. */
export function focusNode(nodeId: string, root: Element | null, framesLeft = FRAMES): void {
  const element = root?.querySelector<HTMLElement>(`${CARD_ELEMENT}[data-id="${CSS.escape(nodeId)}"]`);
  if (element) element.focus({ preventScroll: true });
  else if (framesLeft > 0) requestAnimationFrame(() => focusNode(nodeId, root, framesLeft - 1));
}
