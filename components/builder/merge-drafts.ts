/** A draft as the builder holds it, three ways: its document, and what the workflow is called. */
import { isDeepEqual } from "@/lib/base/equal";
import { type Choices, type MergeConflict, mergeDocuments } from "@/lib/graph/merge/merge";
import { mergeValue, type Three } from "@/lib/graph/merge/merge-value";
import type { Content } from "./history";

export type { Choices, MergeConflict, Side } from "@/lib/graph/merge/merge";

interface MergedDraft {
  content: Content & { isTheirs: boolean };
  conflicts: MergeConflict[];
}

export function mergeDrafts({ base, mine, theirs }: Three<Content>, choices: Choices = {}): MergedDraft {
  const { document, conflicts } = mergeDocuments(
    { base: base.document, mine: mine.document, theirs: theirs.document },
    choices,
  );
  const place = { subject: "name" as const, elementId: "", path: [] };
  const title = mergeValue(
    place,
    { base: base.title, mine: mine.title, theirs: theirs.title },
    (conflict) => {
      const choice = choices[conflict.id];
      if (choice === undefined) conflicts.push(conflict);
      return choice ?? "theirs";
    },
  );
  return { content: { document, title, isTheirs: isDeepEqual(document, theirs.document) }, conflicts };
}
