import { OPERATORS } from "../operators";
import { dateCases } from "./date-cases";
import { listCases } from "./list-cases";
import { numberCases } from "./number-cases";
import type { OperatorCase } from "./operator-case";
import { textCases } from "./text-cases";
import { urlCases, urlPartCases } from "./url-cases";

const stated: readonly OperatorCase[] = [
  ...textCases,
  ...numberCases,
  ...dateCases,
  ...listCases,
  ...urlPartCases,
  ...urlCases,
];

/** A negation passes exactly where the other fails, so its cases are the other's, turned. */
const turned = Object.values(OPERATORS)
  .flatMap((operators) => operators.filter(({ negationOf }) => negationOf !== undefined))
  .filter((operator, index, all) => all.findIndex(({ id }) => id === operator.id) === index)
  .flatMap((operator) =>
    stated
      .filter((entry) => entry.operator === operator.negationOf)
      .map((entry): OperatorCase => ({ ...entry, operator: operator.id, passes: !entry.passes })),
  );

export const OPERATOR_CASES: readonly OperatorCase[] = [...stated, ...turned];
