import { asNumber, type Operator } from "./operator";

const number = (id: string, label: string, test: (left: number, right: number) => boolean): Operator => ({
  id,
  label,
  operand: "number",
  test: ({ left, right }) => {
    const [a, b] = [asNumber(left), asNumber(right)];
    return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b);
  },
});

export const numberOperators: Operator[] = [
  number("number_equals", "is", (left, right) => left === right),
  {
    ...number("number_not_equals", "is not", (left, right) => left !== right),
    passesWhenMissing: true,
  },
  number("greater_than", "is more than", (left, right) => left > right),
  number("at_least", "is at least", (left, right) => left >= right),
  number("less_than", "is less than", (left, right) => left < right),
  number("at_most", "is at most", (left, right) => left <= right),
];

/** Providers send booleans as texts too; anything else is neither true nor false. */
const isBoolean = (value: unknown, wanted: boolean) => value === wanted || value === String(wanted);

export const booleanOperators: Operator[] = [
  { id: "is_true", label: "is true", operand: "none", test: ({ left }) => isBoolean(left, true) },
  { id: "is_false", label: "is false", operand: "none", test: ({ left }) => isBoolean(left, false) },
];
