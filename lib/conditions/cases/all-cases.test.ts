import { expect, test } from "vitest";
import { OPERATORS } from "../operators";
import { OPERATOR_CASES } from "./all-cases";
import { evaluateCase } from "./evaluate-case";

test("every case is as stated", () => {
  const wrong = OPERATOR_CASES.filter((entry) => evaluateCase(entry) !== entry.passes);
  expect(wrong.map((entry) => JSON.stringify(entry).slice(0, 200))).toEqual([]);
});

test("every operator has at least twelve cases, some that pass and some that do not", () => {
  const ids = new Set(Object.values(OPERATORS).flatMap((operators) => operators.map(({ id }) => id)));
  for (const id of ids) {
    const cases = OPERATOR_CASES.filter(({ operator }) => operator === id);
    expect(cases.length, id).toBeGreaterThanOrEqual(12);
    expect(new Set(cases.map(({ passes }) => passes)).size, id).toBe(2);
  }
});
