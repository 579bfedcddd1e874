/** What a backtest found, in words. Pure. */
import type { BacktestAnswer, ChangeKind, Way } from "@/lib/contracts/backtest";

export const counted = (count: number): string => count.toLocaleString("en");

/** Who is let through changes for so many events that somebody must say that it is meant. Whoever goes another way only, is let through. */
const LARGE_SHARE = 0.1;
const LARGE_LEAST = 5;

export function isLargeChange({ liveVersion, events, counts }: BacktestAnswer): boolean {
  const changed = counts.newlyMatched + counts.noLongerMatched;
  return liveVersion !== null && changed >= LARGE_LEAST && changed >= events * LARGE_SHARE;
}

export const largeChangeWords = ({ events, counts }: BacktestAnswer): string =>
  `A large change: ${counted(counts.newlyMatched + counts.noLongerMatched)} of ${counted(events)} events would be let through or filtered out other than now. That is what I want.`;

export interface Share {
  kind: ChangeKind;
  count: number;
  words: string;
}

/** In the order in which they are drawn. What is zero is left out, but for what is asked about first. */
export function sharesOf({ liveVersion, counts }: BacktestAnswer): Share[] {
  const words: Record<ChangeKind, string> =
    liveVersion === null
      ? { same: "filtered out", newlyMatched: "let through", noLongerMatched: "", changedPath: "" }
      : {
          same: "same",
          newlyMatched: "newly matched",
          noLongerMatched: "no longer matched",
          changedPath: "by another path",
        };
  const kinds: ChangeKind[] =
    liveVersion === null
      ? ["newlyMatched", "same"]
      : ["same", "newlyMatched", "noLongerMatched", "changedPath"];
  return kinds
    .map((kind) => ({ kind, count: counts[kind], words: words[kind] }))
    .filter(({ kind, count }) => count > 0 || kind !== "changedPath");
}

/** "Of the last 1,000 events". */
export function populationWords({ events, cutShort }: BacktestAnswer): string {
  if (events === 1) return "Of the only event";
  return `Of the last ${counted(events)} events${cutShort ? " (more would have taken too long)" : ""}`;
}

const ENDS: Record<Way["ends"], string> = {
  completed: "goes to the end",
  filtered: "filtered out",
  failed: "fails",
  not_started: "starts nothing",
};

export const endWords = ({ ends, steps }: Way): string =>
  ends === "filtered" && steps.some(({ does }) => does === "acts") ? "ends there" : ENDS[ends];
