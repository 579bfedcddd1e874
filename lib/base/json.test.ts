import { describe, expect, it } from "vitest";
import { isRecord, jsonValue, valueAt } from "./json";

describe("valueAt", () => {
  it("follows members and list positions", () => {
    expect(valueAt({ a: { b: [10, { c: 1 }] } }, ["a", "b", "1", "c"])).toBe(1);
  });

  it("sees own members only", () => {
    expect(valueAt({ a: {} }, ["a", "constructor"])).toBeUndefined();
    expect(valueAt({}, ["__proto__", "toString"])).toBeUndefined();
  });

  it("is undefined past the end", () => {
    expect(valueAt({ a: null }, ["a", "b"])).toBeUndefined();
  });
});

describe("isRecord and jsonValue", () => {
  it("tell objects from lists and null", () => {
    expect([{}, [], null, "x"].map((value) => isRecord(value))).toEqual([true, false, false, false]);
  });

  it("refuse what JSON cannot hold", () => {
    expect(jsonValue.safeParse({ a: [1, null, "x"] }).success).toBe(true);
    expect(jsonValue.safeParse({ a: () => 1 }).success).toBe(false);
  });
});
