import { expect, test } from "vitest";
import { type BacktestAnswer, CHANGE_KINDS, type ChangeKind } from "@/lib/contracts/backtest";
import { endWords, isLargeChange, largeChangeWords, populationWords, sharesOf } from "./backtest-words";

const answer = (
  counts: Partial<Record<ChangeKind, number>>,
  more: Partial<BacktestAnswer> = {},
): BacktestAnswer => {
  const all = { newlyMatched: 0, noLongerMatched: 0, changedPath: 0, same: 0, ...counts };
  return {
    liveVersion: 7,
    events: CHANGE_KINDS.reduce((sum, kind) => sum + all[kind], 0),
    since: null,
    cutShort: false,
    counts: all,
    matched: { before: 0, after: 0 },
    examples: { newlyMatched: [], noLongerMatched: [], changedPath: [], same: [] },
    sample: null,
    guessed: [],
    tookMs: 1,
    ...more,
  };
};
const said = (of: BacktestAnswer) =>
  `${populationWords(of)}: ${sharesOf(of)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ")}`;

test("says what would be different", () => {
  expect(said(answer({ same: 940, newlyMatched: 48, noLongerMatched: 12 }))).toBe(
    "Of the last 1,000 events: 940 same, 48 newly matched, 12 no longer matched",
  );
  expect(said(answer({ same: 1, changedPath: 2 }))).toBe(
    "Of the last 3 events: 1 same, 0 newly matched, 0 no longer matched, 2 by another path",
  );
  expect(said(answer({ same: 3, newlyMatched: 1 }, { liveVersion: null }))).toBe(
    "Of the last 4 events: 1 let through, 3 filtered out",
  );
  expect(populationWords(answer({ same: 1 }))).toBe("Of the only event");
  expect(populationWords(answer({ same: 2 }, { cutShort: true }))).toContain("too long");
});

test("a change is large from a tenth of the events on, and from five", () => {
  expect(isLargeChange(answer({ same: 900, newlyMatched: 60, noLongerMatched: 40 }))).toBe(true);
  expect(isLargeChange(answer({ same: 901, newlyMatched: 60, noLongerMatched: 39 }))).toBe(false);
  expect(isLargeChange(answer({ newlyMatched: 4 }))).toBe(false);
  expect(isLargeChange(answer({ changedPath: 1000 }))).toBe(false);
  expect(isLargeChange(answer({ newlyMatched: 1000 }, { liveVersion: null }))).toBe(false);
  expect(largeChangeWords(answer({ same: 900, newlyMatched: 60, noLongerMatched: 40 }))).toBe(
    "A large change: 100 of 1,000 events would be let through or filtered out other than now. That is what I want.",
  );
});

test("a path that ends behind an action was not filtered out", () => {
  const step = { nodeId: "a", name: "A", type: "x.y", branches: [] };
  const way = { ends: "filtered" as const, reason: null };
  expect(endWords({ ...way, steps: [{ ...step, does: "stopped" }] })).toBe("filtered out");
  expect(endWords({ ...way, steps: [{ ...step, does: "acts" }] })).toBe("ends there");
});
