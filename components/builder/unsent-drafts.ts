/**
 * Unsent drafts in this browser, one for each open page, so that a reload, a closed tab or a crash takes nothing away. They live in
 * localStorage: it is written at once, even while a page is going. A page holds a lock while it is open; what no open page holds is found
 * by the next one that opens the workflow.
 */
import { z } from "zod";
import { workflowDocument } from "@/lib/graph/workflow";

const PREFIX = "hookline:unsent:";
const content = z.object({ document: workflowDocument, title: z.string() });
const unsentDraft = z.object({
  content,
  saved: content.extend({ revision: z.number().int() }),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type UnsentDraft = z.infer<typeof unsentDraft>;

export interface UnsentDrafts {
  /** False where the browser has no room, or keeps nothing for this site. Null forgets. */
  keep(unsent: Omit<UnsentDraft, "at"> | null): boolean;
  /** The oldest that no open page holds, to be forgotten once it is taken over. */
  next(): Promise<{ unsent: UnsentDraft; forget: () => void } | null>;
  /** Says that this page is open; to be called when it no longer is. */
  hold(): () => void;
}

export function createUnsentDrafts(workflowId: string): UnsentDrafts {
  const ofWorkflow = `${PREFIX}${workflowId}:`;
  const own = `${ofWorkflow}${Math.random().toString(36).slice(2)}`;
  return {
    keep(unsent) {
      try {
        if (unsent === null) localStorage.removeItem(own);
        else localStorage.setItem(own, JSON.stringify({ ...unsent, at: Date.now() }));
        return true;
      } catch {
        return unsent === null;
      }
    },
    async next() {
      const held = await heldLocks();
      const [found] = entriesOf(ofWorkflow)
        .filter(({ key }) => key !== own && !held.has(key))
        .sort((a, b) => a.unsent.at - b.unsent.at);
      if (found === undefined) return null;
      return { unsent: found.unsent, forget: () => localStorage.removeItem(found.key) };
    },
    hold: () => holdLock(own),
  };
}

/** Only secure pages have locks; elsewhere a draft may be taken over from a page that is open, and both send the same. */
function holdLock(name: string): () => void {
  const closed = new AbortController();
  const untilClosed = () =>
    new Promise<void>((resolve) => closed.signal.addEventListener("abort", () => resolve()));
  void navigator.locks?.request(name, untilClosed);
  return () => closed.abort();
}

async function heldLocks(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name ?? ""));
}

function entriesOf(prefix: string): { key: string; unsent: UnsentDraft }[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const unsent = unsentDraft.safeParse(JSON.parse(localStorage.getItem(key) ?? "null"));
        return unsent.success ? [{ key, unsent: unsent.data }] : [];
      });
  } catch {
    return [];
  }
}
