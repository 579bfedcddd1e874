import type { Range } from "../claim";
import { asNumber, numberProblem, type Operator, opposite } from "./operator";

const { POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;

const number = (
  words: Pick<Operator, "id" | "label" | "help">,
  test: (left: number, right: number) => boolean,
  range: (right: number) => Range,
): Operator => ({
  ...words,
  operand: "number",
  example: "10",
  checkOperand: numberProblem,
  claim: (right) => {
    const value = asNumber(right);
    return Number.isNaN(value)
      ? null
      : { about: "number", kind: "between", range: range(value), exact: true };
  },
  test: ({ left, right }) => {
    const [a, b] = [asNumber(left), asNumber(right)];
    return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b);
  },
});

const equals = number(
  { id: "number_equals", label: "is", help: "The same number; 10 and 10.0 are the same." },
  (left, right) => left === right,
  (right) => ({ from: right, to: right }),
);

export const numberOperators: Operator[] = [
  equals,
  opposite(equals, {
    id: "number_not_equals",
    label: "is not",
    help: "Another number, or none at all.",
  }),
  number(
    { id: "greater_than", label: "is more than", help: "Larger than the value." },
    (left, right) => left > right,
    (right) => ({ from: right, fromOpen: true, to: POSITIVE_INFINITY }),
  ),
  number(
    { id: "at_least", label: "is at least", help: "Larger than the value, or the same." },
    (left, right) => left >= right,
    (right) => ({ from: right, to: POSITIVE_INFINITY }),
  ),
  number(
    { id: "less_than", label: "is less than", help: "Smaller than the value." },
    (left, right) => left < right,
    (right) => ({ from: NEGATIVE_INFINITY, to: right, toOpen: true }),
  ),
  number(
    { id: "at_most", label: "is at most", help: "Smaller than the value, or the same." },
    (left, right) => left <= right,
    (right) => ({ from: NEGATIVE_INFINITY, to: right }),
  ),
];

/** Providers send booleans as texts too; anything else is neither true nor false. */
const isBoolean = (value: unknown, wanted: boolean) =>
  value === wanted || (typeof value === "string" && value.trim().toLowerCase() === String(wanted));

const boolean = (wanted: boolean): Operator => ({
  id: `is_${wanted}`,
  label: `is ${wanted}`,
  help: `There is a value, and it is ${wanted}. A missing value is neither true nor false.`,
  operand: "none",
  claim: () => ({ about: "boolean", kind: "in", values: [String(wanted)], exact: true }),
  test: ({ left }) => isBoolean(left, wanted),
});
const [isTrue, isFalse] = [boolean(true), boolean(false)];

export const booleanOperators: Operator[] = [
  isTrue,
  isFalse,
  opposite(isTrue, { id: "is_not_true", label: "is not true", help: "It is false, or there is none." }),
  opposite(isFalse, { id: "is_not_false", label: "is not false", help: "It is true, or there is none." }),
];
