/** What of React Flow's has the focus, and how a step gets it. */
import { focusWhenThere } from "../ui/focus";

/** The frames of cards and notes. */
export const CARD_ELEMENT = ".react-flow__node";

/** Of the step or note whose frame it is; null for anything else, what is inside of one, too. */
export const elementIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element && target.matches(CARD_ELEMENT) ? target.getAttribute("data-id") : null;

/** Of a step's frame. */
export const stepIdOf = (target: EventTarget | null): string | null =>
  target instanceof Element && target.matches(".react-flow__node-card") ? elementIdOf(target) : null;

/** At once, or as soon as its card is there: cards far out of sight are drawn once the canvas has been moved. */
export const focusNode = (nodeId: string, root: Element | null): void =>
  focusWhenThere(() => root?.querySelector<HTMLElement>(`${CARD_ELEMENT}[data-id="${CSS.escape(nodeId)}"]`), {
    preventScroll: true,
  });
