import { RE2JS } from "re2js";
import { asList, asText, fold, type Operator, type TestInput } from "./operator";

type TextTest = (left: string, right: string) => boolean;

const compare =
  (test: TextTest) =>
  ({ left, right, caseSensitive }: TestInput) =>
    test(fold(left, caseSensitive), fold(right, caseSensitive));

const text = (id: string, label: string, test: TextTest): Operator => ({
  id,
  label,
  operand: "text",
  caseOption: true,
  test: compare(test),
});
const negated = (id: string, label: string, test: TextTest): Operator => ({
  ...text(id, label, (left, right) => !test(left, right)),
  passesWhenMissing: true,
});

const equals: TextTest = (left, right) => left === right;
const contains: TextTest = (left, right) => left.includes(right);
const startsWith: TextTest = (left, right) => left.startsWith(right);
const endsWith: TextTest = (left, right) => left.endsWith(right);

const isOneOf = ({ left, right, caseSensitive }: TestInput) =>
  asList(right).some((entry) => fold(entry, caseSensitive) === fold(left, caseSensitive));

/** RE2 runs in linear time, so a pattern from a user cannot stall the engine. Throws on a pattern that does not compile. */
export const compilePattern = (pattern: unknown, caseSensitive: boolean): RE2JS =>
  RE2JS.compile(asText(pattern), caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);

export function checkPattern(pattern: unknown): string | null {
  try {
    compilePattern(pattern, true);
    return null;
  } catch (error) {
    return `The pattern does not compile: ${(error as Error).message}.`;
  }
}

export const matchesPattern = ({ left, right, caseSensitive }: TestInput): boolean =>
  compilePattern(right, caseSensitive).matcher(asText(left)).find();

export const textOperators: Operator[] = [
  text("equals", "is", equals),
  negated("not_equals", "is not", equals),
  text("contains", "contains", contains),
  negated("not_contains", "does not contain", contains),
  text("starts_with", "starts with", startsWith),
  negated("not_starts_with", "does not start with", startsWith),
  text("ends_with", "ends with", endsWith),
  { id: "is_one_of", label: "is one of", operand: "list", caseOption: true, test: isOneOf },
  {
    id: "is_none_of",
    label: "is none of",
    operand: "list",
    caseOption: true,
    passesWhenMissing: true,
    test: (input) => !isOneOf(input),
  },
  {
    id: "matches_pattern",
    label: "matches pattern",
    operand: "text",
    caseOption: true,
    checkOperand: checkPattern,
    test: matchesPattern,
  },
];
