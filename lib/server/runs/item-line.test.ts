import { expect, test } from "vitest";
import type { JsonValue } from "@/lib/base/json";
import { itemLine } from "./item-line";

test.each<[JsonValue, string]>([
  ["a\n  b\tc ", "a b c"],
  [7, "7"],
  [null, "nothing"],
  ["  ", "empty text"],
  [{ price: 9, name: "Hat" }, "Hat"],
  [{ id: 4, fullName: "Ada Lovelace" }, "Ada Lovelace"],
  [{ name: "", Title: "A digest" }, "A digest"],
  [{ id: 4, email_address: "ada@example.com" }, "ada@example.com"],
  [{ price: 9, id: "sku-1" }, "ID sku-1"],
  [{ tags: ["a"], price: 9, size: null, sold: false, more: 1 }, "price: 9, size: nothing, sold: false"],
  [{ owner: { name: "Ada" }, parts: [1, 2], of: { a: 1 } }, "owner: Ada, parts: 2 entries, of: 1 field"],
  [{}, "nothing in it"],
  [[], "empty list"],
  [[1, "b", { name: "c" }], "1, b, c"],
  [[1, 2, 3, 4, 5, 6, 7], "1, 2, 3, 4, 5 and 2 more"],
])("%j is told as %s", (item, line) => {
  expect(itemLine(item)).toBe(line);
});

test("a line has at most 120 characters", () => {
  expect(itemLine({ text: "x".repeat(500) })).toHaveLength(120);
});
