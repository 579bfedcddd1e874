import { expect, test } from "vitest";
import { placeIn } from "./place-in";

test.each([
  ["$sum(list", 9, 'Line 1, character 10, after "$sum(list".'],
  ["list", 0, "Line 1, character 1."],
  ["a +\n  $sum(b", 9, 'Line 2, character 6, after "$su".'],
  ["a\n", 2, "Line 2, character 1."],
  ["$sum(orders.items.price + 10", 28, 'Line 1, character 29, after "10".'],
  ["$sum(orders.of.this.customer.items.price", 40, 'Line 1, character 41, after "his.customer.items.price".'],
])("%j at %d: %s", (text, at, place) => {
  expect(placeIn(text, at)).toBe(place);
});
