import { patternEngine } from "#pattern-engine";
import type { Claim } from "../claim";
import { asList, asText, fold, type Operator, opposite, type TestInput } from "./operator";

type TextTest = (left: string, right: string) => boolean;

const text = (
  words: Pick<Operator, "id" | "label" | "help" | "example">,
  test: TextTest,
  kind?: "in" | "starts" | "ends",
): Operator => ({
  ...words,
  operand: "text",
  caseOption: true,
  ...(kind === undefined ? {} : { claim: (right, caseSensitive) => textClaim(kind, right, caseSensitive) }),
  test: ({ left, right, caseSensitive }) => test(fold(left, caseSensitive), fold(right, caseSensitive)),
});

/** With and without regard to case are two different things to be about, so they are never compared. */
function textClaim(kind: "in" | "starts" | "ends", right: unknown, caseSensitive: boolean): Claim {
  const about = caseSensitive ? "text, case counts" : "text";
  const values = (Array.isArray(right) ? right : [right]).map((value) => fold(value, caseSensitive));
  return kind === "in"
    ? { about, kind, values, exact: true }
    : { about, kind, text: values[0] ?? "", exact: true };
}

const isOneOf = ({ left, right, caseSensitive }: TestInput) =>
  asList(right).some((entry) => fold(entry, caseSensitive) === fold(left, caseSensitive));

/** Patterns that are not here yet (browser) are left to the check at publish. */
function checkPattern(pattern: unknown): string | null {
  try {
    patternEngine()?.(asText(pattern), true);
    return null;
  } catch (error) {
    return `The pattern does not compile: ${(error as Error).message}.`;
  }
}

function matchesPattern({ left, right, caseSensitive }: TestInput): boolean {
  const compile = patternEngine();
  if (compile === null) throw new Error("Conditions are evaluated before loadPatternEngine() has ended.");
  return compile(asText(right), caseSensitive).isIn(asText(left));
}

const equals = text(
  { id: "equals", label: "is", help: "The whole text is the same.", example: "Spring sale" },
  (left, right) => left === right,
  "in",
);
const contains = text(
  { id: "contains", label: "contains", help: "The value stands somewhere in the text.", example: "sale" },
  (left, right) => left.includes(right),
);
const startsWith = text(
  { id: "starts_with", label: "starts with", help: "The text begins with the value.", example: "Spring" },
  (left, right) => left.startsWith(right),
  "starts",
);
const endsWith = text(
  { id: "ends_with", label: "ends with", help: "The text ends with the value.", example: "@example.com" },
  (left, right) => left.endsWith(right),
  "ends",
);
const oneOf: Operator = {
  id: "is_one_of",
  label: "is one of",
  help: "The whole text is one of the values, which commas divide.",
  operand: "list",
  example: "pro, team, business",
  caseOption: true,
  claim: (right, caseSensitive) => textClaim("in", asList(right), caseSensitive),
  test: isOneOf,
};
const pattern: Operator = {
  id: "matches_pattern",
  label: "matches pattern",
  help: "The regular expression (RE2) is found in the first 20,000 characters; ^ and $ tie it to both ends.",
  operand: "text",
  example: "^order-\\d+$",
  caseOption: true,
  checkOperand: checkPattern,
  test: matchesPattern,
};

export const textOperators: Operator[] = [
  equals,
  opposite(equals, {
    id: "not_equals",
    label: "is not",
    help: "The text is another one, or there is none.",
  }),
  contains,
  opposite(contains, {
    id: "not_contains",
    label: "does not contain",
    help: "The value stands nowhere in the text, or there is none.",
  }),
  startsWith,
  opposite(startsWith, {
    id: "not_starts_with",
    label: "does not start with",
    help: "The text begins otherwise, or there is none.",
  }),
  endsWith,
  opposite(endsWith, {
    id: "not_ends_with",
    label: "does not end with",
    help: "The text ends otherwise, or there is none.",
  }),
  oneOf,
  opposite(oneOf, {
    id: "is_none_of",
    label: "is none of",
    help: "The text is none of the values, or there is none.",
  }),
  pattern,
  opposite(pattern, {
    id: "not_matches_pattern",
    label: "does not match pattern",
    help: "The regular expression (RE2) is not found in the text, or there is none.",
  }),
];
