import { expect, test } from "vitest";
import { REDACTED, redact } from "./redact";

test("hides what looks like a credential, at any depth, and keeps the rest", () => {
  expect(redact({ a: [{ Authorization: "x", token: "" }], b: 1 })).toEqual({
    a: [{ Authorization: REDACTED, token: "" }],
    b: 1,
  });
});

test("where there is nothing to hide it is the very same value", () => {
  const value = { a: [{ b: "x" }], token: 1 };
  expect(redact(value)).toBe(value);
});
