/** How a loop's items stand, in words. Pure. */
import type { IterationSummary, LoopView } from "@/lib/contracts/runs";

const WORDS: Record<IterationSummary["status"], string> = {
  completed: "done",
  failed: "failed",
  filtered: "filtered",
  waiting: "waiting",
  running: "running",
  canceled: "canceled",
};

export const shownIteration = ({ status, needsAnswer }: IterationSummary): string =>
  needsAnswer ? "asks" : status;

/** "12 done, 1 failed"; what is left of the list comes last. */
export function loopWords({ iterations, total }: Pick<LoopView, "iterations" | "total">): string {
  const parts = Object.entries(WORDS).flatMap(([status, word]) => {
    const count = iterations.filter((iteration) => iteration.status === status).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const left = total - iterations.length;
  const all = left > 0 ? [...parts, `${left} not begun`] : parts;
  return all.length === 0 ? "no items" : all.join(", ");
}

export const itemName = ({ index }: Pick<IterationSummary, "index">, total: number): string =>
  `Item ${index + 1} of ${total}`;
