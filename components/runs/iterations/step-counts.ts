/** How often a step of a body stands where, over all items. Pure. */
import type { LoopView, StepStatus } from "@/lib/contracts/runs";

export type Counts = Partial<Record<StepStatus, number>>;

/** A loop in a loop comes after it, and knows more of its own steps: those of the outer one's item. */
export function countsByNode(loops: readonly LoopView[]): Map<string, Counts> {
  const all = new Map<string, Counts>();
  for (const { counts } of loops) {
    const own = new Map<string, Counts>();
    for (const { nodeId, status, count } of counts) own.set(nodeId, { ...own.get(nodeId), [status]: count });
    for (const [nodeId, found] of own) all.set(nodeId, found);
  }
  return all;
}

const WORDS: Partial<Record<StepStatus, string>> = {
  completed: "done",
  failed: "failed",
  waiting: "waiting",
  running: "running",
  pending: "to do",
  canceled: "canceled",
  skipped: "skipped",
};

/** "12 done, 1 failed". Who was skipped is of interest only where nothing else is. */
export function countWords(counts: Counts): string {
  const parts = Object.entries(WORDS).flatMap(([status, word]) => {
    const count = counts[status as StepStatus] ?? 0;
    return count === 0 ? [] : [{ status, text: `${count} ${word}` }];
  });
  const done = parts.filter(({ status }) => status !== "skipped");
  return (done.length > 0 ? done : parts).map(({ text }) => text).join(", ");
}
