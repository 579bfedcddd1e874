import { expect, test } from "vitest";
import { createLaneBudget } from "./lane-budget";

test("a workflow's burst passes up to its budget, the rest does not, and another workflow is not touched", () => {
  let now = 0;
  const budget = createLaneBudget({ atOnce: 3, perSecond: 2, nowMs: () => now });
  expect(budget.beyond(["a", "a"])).toEqual([]);
  expect(budget.beyond(["a", "a", "b"])).toEqual(["a"]);
  // What did not pass was not counted.
  expect(budget.beyond(["a"])).toEqual([]);
  expect(budget.beyond(["a"])).toEqual(["a"]);
  now += 500;
  expect(budget.beyond(["a"])).toEqual([]);
  now += 60_000;
  expect(budget.beyond(["a", "a", "a", "a"])).toEqual(["a"]);
  expect(budget.beyond(["a", "a", "a"])).toEqual([]);
});
