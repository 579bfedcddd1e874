import { isRecord } from "../../base/json";
import { asNumber, fold, type Operator, type TestInput } from "./operator";

const entries = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const includes = ({ left, right, caseSensitive }: TestInput) =>
  entries(left).some((entry) => fold(entry, caseSensitive) === fold(right, caseSensitive));
const count = (id: string, label: string, test: (size: number, right: number) => boolean): Operator => ({
  id,
  label,
  operand: "number",
  part: (left) => entries(left).length,
  test: ({ left, right }) => Array.isArray(left) && test(left.length, asNumber(right)),
});

export const listOperators: Operator[] = [
  { id: "list_contains", label: "contains", operand: "text", caseOption: true, test: includes },
  {
    id: "list_not_contains",
    label: "does not contain",
    operand: "text",
    caseOption: true,
    passesWhenMissing: true,
    test: (input) => !includes(input),
  },
  {
    id: "list_empty",
    label: "is empty",
    operand: "none",
    test: ({ left }) => Array.isArray(left) && left.length === 0,
  },
  {
    id: "list_not_empty",
    label: "is not empty",
    operand: "none",
    test: ({ left }) => entries(left).length > 0,
  },
  count("count_is", "has exactly", (size, right) => size === right),
  count("count_at_least", "has at least", (size, right) => size >= right),
  count("count_at_most", "has at most", (size, right) => size <= right),
];

export const objectOperators: Operator[] = [
  {
    id: "has_key",
    label: "has the member",
    operand: "text",
    test: ({ left, right }) => isRecord(left) && Object.hasOwn(left, String(right)),
  },
  {
    id: "object_empty",
    label: "is empty",
    operand: "none",
    test: ({ left }) => isRecord(left) && Object.keys(left).length === 0,
  },
  {
    id: "object_not_empty",
    label: "is not empty",
    operand: "none",
    test: ({ left }) => isRecord(left) && Object.keys(left).length > 0,
  },
];
