/**
 * The operator table: label, operand and test of every comparison, by field type. Select box, stored id, evaluator and sentence all
 * read it. A test gets the left value already coerced to its type, and the resolved right side.
 */
import type { ConditionType } from "./condition";
import { dateOperators } from "./operators/date-operators";
import { listOperators, objectOperators } from "./operators/list-operators";
import { booleanOperators, numberOperators } from "./operators/number-operators";
import type { Operator } from "./operators/operator";
import { textOperators } from "./operators/text-operators";
import { urlOperators } from "./operators/url-operators";

export type { Operand, Operator } from "./operators/operator";

/** Shared by all types: is there a value at all? `null` and an empty text count as none. */
const presence: Operator[] = [
  {
    id: "exists",
    label: "is provided",
    operand: "none",
    needsValue: false,
    test: ({ left }) => hasValue(left),
  },
  {
    id: "not_exists",
    label: "is not provided",
    operand: "none",
    needsValue: false,
    test: ({ left }) => !hasValue(left),
  },
];

const hasValue = (value: unknown) => value !== undefined && value !== null && value !== "";

export const OPERATORS: Record<ConditionType, readonly Operator[]> = {
  text: [...textOperators, ...presence],
  number: [...numberOperators, ...presence],
  boolean: [...booleanOperators, ...presence],
  date: [...dateOperators, ...presence],
  url: [...urlOperators, ...textOperators, ...presence],
  list: [...listOperators, ...presence],
  object: [...objectOperators, ...presence],
};

export const operatorsFor = (type: ConditionType): readonly Operator[] => OPERATORS[type];

export const operatorOf = (type: ConditionType, id: string): Operator | undefined =>
  OPERATORS[type].find((operator) => operator.id === id);
