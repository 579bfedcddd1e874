import { expect, test } from "vitest";
import { toStorable } from "./storable";

test("what can be stored stays the very same value", () => {
  const value = { a: ["x", { b: null }], é: 1 };
  expect(toStorable(value)).toBe(value);
});

test("what cannot be stored is replaced, in keys and in depth", () => {
  expect(toStorable({ "a\u0000": ["\ud800", { b: "c\u0000d" }], e: 1 })).toEqual({
    "a\uFFFD": ["\uFFFD", { b: "c\uFFFDd" }],
    e: 1,
  });
});
