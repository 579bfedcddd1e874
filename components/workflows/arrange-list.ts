/** Which workflows the list shows, and in which order. Pure. */
import type { WorkflowSummary } from "@/lib/contracts/workflows";

export const STATES = ["live", "changed", "unpublished"] as const;
export type ListState = (typeof STATES)[number];
export const SORTS = ["edited", "name", "run", "failures"] as const;
export type ListSort = (typeof SORTS)[number];

export interface ListView {
  q: string;
  state: ListState | null;
  /** A workflow has all of them. */
  tags: readonly string[];
  sort: ListSort;
  /** The other way round. */
  reversed: boolean;
}

/** Ascending by name; else the newest, or the most, first. */
const ORDERS: Record<ListSort, (a: WorkflowSummary, b: WorkflowSummary) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, "en", { numeric: true }),
  edited: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  run: (a, b) => (b.lastRun?.at ?? "").localeCompare(a.lastRun?.at ?? ""),
  failures: (a, b) => b.runs24h.failed - a.runs24h.failed || b.runs24h.total - a.runs24h.total,
};

export function arrangeList(all: readonly WorkflowSummary[], view: ListView): WorkflowSummary[] {
  const words = view.q.toLowerCase().split(/\s+/).filter(Boolean);
  const tags = view.tags.map((tag) => tag.toLowerCase());
  const order = ORDERS[view.sort];
  const shown = all.filter(
    (one) =>
      (view.state === null || stateOf(one).includes(view.state)) &&
      tags.every((tag) => one.tags.some((own) => own.toLowerCase() === tag)) &&
      hasWords(one, words),
  );
  const sign = view.reversed ? -1 : 1;
  return shown.sort((a, b) => sign * order(a, b) || a.id.localeCompare(b.id));
}

/** Each word is somewhere in the name or a tag. */
function hasWords({ name, tags }: WorkflowSummary, words: readonly string[]): boolean {
  const text = [name, ...tags].join(" ").toLowerCase();
  return words.every((word) => text.includes(word));
}

function stateOf({ live, changesSinceLive }: WorkflowSummary): ListState[] {
  if (live === null) return ["unpublished"];
  return (changesSinceLive ?? 0) > 0 ? ["live", "changed"] : ["live"];
}

/** Tags that are in use, the most used first; the spelling that is met first stands for all. */
export function tagsOf(all: readonly WorkflowSummary[]): { tag: string; count: number }[] {
  const byKey = new Map<string, { tag: string; count: number }>();
  for (const tag of all.flatMap(({ tags }) => tags)) {
    const known = byKey.get(tag.toLowerCase());
    if (known === undefined) byKey.set(tag.toLowerCase(), { tag, count: 1 });
    else known.count++;
  }
  return [...byKey.values()].sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag));
}
