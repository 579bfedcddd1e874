/**
 * What the server had when a draft was last saved here. A page that opens without a network is the one that was last fetched, and so older
 * than what was saved since: with this it shows the draft as it was left. In localStorage, beside what is unsent.
 */
import { z } from "zod";
import { workflowDocument } from "@/lib/graph/workflow";
import type { Saved } from "./autosave";

const PREFIX = "hookline:saved:";
/** The browser has room for a few million characters in all. */
const MOST = 10;
const lastSaved = z.object({
  document: workflowDocument,
  title: z.string(),
  revision: z.number().int(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

/** Best effort: where there is no room, a page without a network is as old as it was fetched. */
export function keepLastSaved(workflowId: string, saved: Saved): void {
  try {
    const { document, title, revision } = saved;
    localStorage.setItem(PREFIX + workflowId, JSON.stringify({ document, title, revision, at: Date.now() }));
    const all = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    if (all.length > MOST) forgetOldest(all);
  } catch {
    // No room: unsent changes may need it more.
    localStorage.removeItem(PREFIX + workflowId);
  }
}

export function readLastSaved(workflowId: string): Saved | null {
  try {
    const found = lastSaved.safeParse(JSON.parse(localStorage.getItem(PREFIX + workflowId) ?? "null"));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

/** The server has them all; what is unsent stays. */
export function forgetLastSaved(): void {
  try {
    const kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
    for (const key of kept) localStorage.removeItem(key);
  } catch {
    // Nothing can be kept here, so nothing is.
  }
}

function forgetOldest(keys: readonly string[]): void {
  const atOf = (key: string): number => {
    const found = lastSaved.pick({ at: true }).safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
    return found.success ? found.data.at : 0;
  };
  const oldest = [...keys].sort((a, b) => atOf(a) - atOf(b)).slice(0, keys.length - MOST);
  for (const key of oldest) localStorage.removeItem(key);
}
