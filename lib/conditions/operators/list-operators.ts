import { isRecord, valueAt } from "../../base/json";
import type { Range } from "../claim";
import {
  asList,
  asNumber,
  asText,
  fold,
  isMissing,
  numberProblem,
  type Operator,
  opposite,
  pairProblem,
  type TestInput,
} from "./operator";

const { POSITIVE_INFINITY } = Number;
const entries = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The folded entries, so that a long list is walked once for many values. */
const foldedEntries = ({ left, caseSensitive }: TestInput) =>
  new Set(entries(left).map((entry) => fold(entry, caseSensitive)));
const wanted = ({ right, caseSensitive }: TestInput) =>
  asList(right).map((entry) => fold(entry, caseSensitive));

const size = (words: Pick<Operator, "id" | "label" | "help">, about: string, range: Range) => ({
  ...words,
  operand: "none" as const,
  claim: () => ({ about, kind: "between" as const, range, exact: true }),
});
const count = (
  words: Pick<Operator, "id" | "label" | "help">,
  test: (size: number, right: number) => boolean,
  range: (right: number) => Range,
): Operator => ({
  ...words,
  operand: "number",
  example: "2",
  checkOperand: numberProblem,
  part: (left) => (Array.isArray(left) ? left.length : undefined),
  claim: (right) => {
    const value = asNumber(right);
    return Number.isNaN(value) ? null : { about: "count", kind: "between", range: range(value), exact: true };
  },
  test: ({ left, right }) => Array.isArray(left) && test(left.length, asNumber(right)),
});

const contains: Operator = {
  id: "list_contains",
  label: "contains",
  help: "One of the entries is the value.",
  operand: "text",
  example: "newsletter",
  caseOption: true,
  claim: () => ({ about: "count", kind: "between", range: { from: 1, to: POSITIVE_INFINITY }, exact: false }),
  test: (input) => foldedEntries(input).has(fold(input.right, input.caseSensitive)),
};

export const listOperators: Operator[] = [
  contains,
  opposite(contains, {
    id: "list_not_contains",
    label: "does not contain",
    help: "None of the entries is the value, or there is no list.",
  }),
  {
    ...contains,
    id: "list_contains_any",
    label: "contains any of",
    help: "At least one of the values, which commas divide, is an entry.",
    operand: "list",
    example: "newsletter, offers",
    test: (input) => {
      const seen = foldedEntries(input);
      return wanted(input).some((value) => seen.has(value));
    },
  },
  {
    ...contains,
    id: "list_contains_all",
    label: "contains all of",
    help: "Each of the values, which commas divide, is an entry.",
    operand: "list",
    example: "newsletter, offers",
    test: (input) => {
      const seen = foldedEntries(input);
      return wanted(input).every((value) => seen.has(value));
    },
  },
  {
    ...size({ id: "list_empty", label: "is empty", help: "There is a list, and nothing in it." }, "count", {
      from: 0,
      to: 0,
    }),
    test: ({ left }) => Array.isArray(left) && left.length === 0,
  },
  {
    ...size({ id: "list_not_empty", label: "is not empty", help: "There is at least one entry." }, "count", {
      from: 1,
      to: POSITIVE_INFINITY,
    }),
    test: ({ left }) => entries(left).length > 0,
  },
  count(
    { id: "count_is", label: "number of entries is", help: "As many entries as the value says." },
    (length, right) => length === right,
    (right) => ({ from: right, to: right }),
  ),
  count(
    { id: "count_at_least", label: "number of entries is at least", help: "That many entries, or more." },
    (length, right) => length >= right,
    (right) => ({ from: right, to: POSITIVE_INFINITY }),
  ),
  count(
    { id: "count_at_most", label: "number of entries is at most", help: "That many entries, or fewer." },
    (length, right) => length <= right,
    (right) => ({ from: 0, to: right }),
  ),
];

/** Own members only: the name itself, or a path with dots. */
function memberOf(left: unknown, name: string): unknown {
  if (!isRecord(left)) return undefined;
  return Object.hasOwn(left, name) ? left[name] : valueAt(left, name.split("."));
}
const nameOf = (right: unknown) => asText(isRecord(right) ? right.name : right);

const hasMember: Operator = {
  id: "has_key",
  label: "has the member",
  help: "There is a member of that name; dots lead inwards. Its value may be anything.",
  operand: "text",
  example: "customer.plan",
  test: ({ left, right }) => memberOf(left, nameOf(right)) !== undefined,
};

export const objectOperators: Operator[] = [
  hasMember,
  opposite(hasMember, {
    id: "not_has_key",
    label: "does not have the member",
    help: "There is no member of that name, or no object.",
  }),
  {
    id: "member_is",
    label: "member is",
    help: "The member of that name is the value, compared as text.",
    operand: "member",
    example: "plan = pro",
    checkOperand: pairProblem,
    caseOption: true,
    part: (left, right) => memberOf(left, nameOf(right)) as never,
    test: ({ left, right, caseSensitive }) => {
      const seen = memberOf(left, nameOf(right));
      const value = isRecord(right) ? right.value : undefined;
      return !isMissing(seen) && fold(seen, caseSensitive) === fold(value, caseSensitive);
    },
  },
  {
    ...size(
      { id: "object_empty", label: "is empty", help: "There is an object, and nothing in it." },
      "size",
      {
        from: 0,
        to: 0,
      },
    ),
    test: ({ left }) => isRecord(left) && Object.keys(left).length === 0,
  },
  {
    ...size(
      { id: "object_not_empty", label: "is not empty", help: "There is at least one member." },
      "size",
      {
        from: 1,
        to: POSITIVE_INFINITY,
      },
    ),
    test: ({ left }) => isRecord(left) && Object.keys(left).length > 0,
  },
];
