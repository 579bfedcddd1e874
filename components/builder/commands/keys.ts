/** Keys as text, "Mod+Shift+Z": read from events and shown to people. */

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Shift counts for letters and named keys; a sign such as "?" has it within itself. */
export function keyOf(event: Pressed): string {
  // Alt changes what a letter writes on some keyboards, so there its place counts.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1] : undefined;
  const key = letter ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const withShift = event.shiftKey && /^([A-Z]|.{2,})$/.test(key);
  return [
    ...(event.ctrlKey || event.metaKey ? ["Mod"] : []),
    ...(event.altKey ? ["Alt"] : []),
    ...(withShift ? ["Shift"] : []),
    key,
  ].join("+");
}

const SHOWN: Record<string, string> = {
  Mod: "Ctrl",
  Delete: "Del",
  Escape: "Esc",
  Enter: "↵",
  "-": "−",
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};
const SHOWN_ON_MAC: Record<string, string> = { ...SHOWN, Mod: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌦" };

/** One text for each key: "Ctrl", "Z". */
export function shownKeys(keys: string, mac: boolean): string[] {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  return parts.map((part) => (mac ? SHOWN_ON_MAC : SHOWN)[part] ?? part);
}

/** False on the server: only for what is first drawn in the browser, menus and dialogs. */
export const isMac = (): boolean =>
  typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
