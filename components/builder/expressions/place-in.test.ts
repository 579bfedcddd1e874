import { expect, test } from "vitest";
import { placeIn } from "./place-in";

test.each([
  ["$sum(list", 9, "Behind $sum(list"],
  ["list", 0, "At the start"],
  ["a +\n  $sum(b", 9, "Line 2, behind $su"],
  ["a\n", 2, "Line 2, at the start"],
  ["$sum(orders.items.price + 10", 28, "Behind …ers.items.price + 10"],
])("%j at %d: %s", (text, at, place) => {
  expect(placeIn(text, at)).toBe(place);
});
