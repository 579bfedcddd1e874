/** History beside other people. */
import { mergeValue } from "@/lib/graph/merge/merge-value";
import { type Rebase, rebaseOnto } from "@/lib/graph/merge/rebase-patch";
import type { Operation } from "@/lib/graph/operations/operation";
import { isEmptyPatch } from "@/lib/graph/operations/patch";
import type { Content, Entry, History } from "./history";

/**
 * Goes on from a draft that holds somebody else's changes, too. No entry takes those back: what they changed since is out of the entry,
 * and an entry that nothing is left of goes.
 */
export function mergeInto(history: History, merged: Content): History {
  const { document, title, past, future, merges } = history;
  if (merged.document === document && merged.title === title) return history;
  const onto = { rebase: rebaseOnto(document, merged.document), title, merged: merged.title };
  const rebased = (entries: readonly Entry[]) => entries.flatMap((entry) => rebaseEntry(entry, onto) ?? []);
  return { ...merged, past: rebased(past), future: rebased(future), merges: merges + 1 };
}

interface Onto {
  rebase: Rebase;
  title: string;
  merged: string;
}

/** The same entry where it is about nothing that changed; null where nothing is left of it. */
function rebaseEntry(entry: Entry, onto: Onto): Entry | null {
  if (entry.title !== undefined) return rebaseTitle(entry, entry.title, onto);
  const back = rebaseAll(entry.back, onto.rebase);
  if (back === entry.back) return entry;
  return back.length === 0 ? null : { ...entry, back };
}

const TITLE = { subject: "name" as const, elementId: "", path: [] };

/** A name that somebody else gave stays. */
function rebaseTitle(entry: Entry, past: string, { title, merged }: Onto): Entry | null {
  const back = mergeValue(TITLE, { base: title, mine: past, theirs: merged }, () => "theirs");
  if (back === past) return entry;
  return back === merged ? null : { ...entry, title: back };
}

/** The same list where nothing changed. Entries hold patches only: that is what inverses are. */
function rebaseAll(back: readonly Operation[], rebase: Rebase): readonly Operation[] {
  const next = back.flatMap((operation): Operation[] => {
    if (operation.kind !== "patch") return [operation];
    const patch = rebase.patch(operation.patch);
    if (patch === operation.patch) return [operation];
    return isEmptyPatch(patch) ? [] : [{ kind: "patch", patch }];
  });
  const same = next.length === back.length && next.every((operation, index) => operation === back[index]);
  return same ? back : next;
}
