import { evaluateGroup } from "../evaluate";
import { CASE_NOW, type OperatorCase } from "./operator-case";

/** What the evaluator says of one case. */
export function evaluateCase(given: OperatorCase): boolean {
  const { type, operator, left, value, caseSensitive } = given;
  const row = {
    field: "left",
    type,
    operator,
    ...(value === undefined ? {} : { value }),
    ...(caseSensitive ? { caseSensitive } : {}),
  };
  const resolve = (template: unknown) => (template === "left" ? left : template);
  return evaluateGroup({ match: "all", conditions: [row] }, resolve, { now: new Date(CASE_NOW) }).passed;
}
