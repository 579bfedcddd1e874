/**
 * The operator table: label, operand, help, test and claim of every comparison, by field type. Form, evaluator, sentence, checks and
 * docs/conditions.md all read it.
 */
import type { ConditionType } from "./condition";
import { dateOperators } from "./operators/date-operators";
import { listOperators, objectOperators } from "./operators/list-operators";
import { booleanOperators, numberOperators } from "./operators/number-operators";
import { type Operator, opposite } from "./operators/operator";
import { textOperators } from "./operators/text-operators";
import { urlOperators } from "./operators/url-operators";

export type { Operand, Operator } from "./operators/operator";

/** Shared by all types: is there a value at all? */
const exists: Operator = {
  id: "exists",
  label: "is provided",
  help: "There is a value; null and an empty text count as none.",
  operand: "none",
  needsValue: false,
  test: ({ left }) => left !== undefined && left !== null && left !== "",
};
const presence: Operator[] = [
  exists,
  opposite(exists, {
    id: "not_exists",
    label: "is not provided",
    help: "There is no value; null and an empty text count as none.",
  }),
];

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
