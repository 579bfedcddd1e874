/** Where the focus is, and how what is not there yet gets it. */

/** What had it is gone: whoever works by keyboard would start over at the top of the page. */
export const hasLostFocus = (): boolean =>
  document.activeElement === null || document.activeElement === document.body;

/** About a second: what is drawn late is there by then. */
const FRAMES = 60;

/** At once, or as soon as it is found in one of the next frames. */
export function focusWhenThere(
  find: () => HTMLElement | null | undefined,
  options?: FocusOptions,
  framesLeft = FRAMES,
): void {
  const element = find();
  if (element) element.focus(options);
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenThere(find, options, framesLeft - 1));
}
