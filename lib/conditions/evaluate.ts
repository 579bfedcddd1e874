/**
 * Decides a condition tree and reports what it saw. Pure, the same in browser and server, and never throws: a value of the wrong
 * type fails its row, and the report shows the value. So does a right side that is missing, because "contains nothing" would let
 * everything through. A negation passes exactly where what it negates fails. An empty group passes nothing, because a filter
 * without conditions is a mistake that must not let everything through.
 */
import type { JsonValue } from "../base/json";
import {
  type ConditionGroup,
  type ConditionRow,
  type GroupReport,
  isGroup,
  type RowReport,
} from "./condition";
import { type Operator, operatorOf } from "./operators";
import { isMissing } from "./operators/operator";

/** Turns a template or a literal into its value. */
export type Resolve = (template: JsonValue) => unknown;

export function evaluateGroup(group: ConditionGroup, resolve: Resolve, options: { now: Date }): GroupReport {
  const rows = group.conditions.map((entry) =>
    isGroup(entry) ? evaluateGroup(entry, resolve, options) : evaluateRow(entry, resolve, options),
  );
  return { match: group.match, passed: decide(group.match, rows), rows };
}

function decide(match: ConditionGroup["match"], rows: { passed: boolean }[]): boolean {
  if (rows.length === 0) return false;
  if (match === "all") return rows.every((row) => row.passed);
  return match === "any" ? rows.some((row) => row.passed) : rows.every((row) => !row.passed);
}

function evaluateRow(row: ConditionRow, resolve: Resolve, options: { now: Date }): RowReport {
  const operator = operatorOf(row.type, row.operator);
  const left = safely(() => resolve(row.field));
  const right = row.value === undefined ? undefined : safely(() => resolve(row.value as JsonValue));
  const saw = operator?.part === undefined ? left : safely(() => operator.part?.(left, right));
  return {
    field: row.field,
    type: row.type,
    operator: row.operator,
    ...(operator?.operand === "none" || right === undefined ? {} : { expected: toJson(right) }),
    ...(saw === undefined ? {} : { saw: toJson(saw) }),
    passed: operator !== undefined && passes({ row, operator, left, right, now: options.now }),
  };
}

interface Test {
  row: ConditionRow;
  operator: Operator;
  left: unknown;
  right: unknown;
  now: Date;
}

function passes(input: Test): boolean {
  const { operator } = input;
  return operator.negationOf === undefined ? holds(input) : !holds(input);
}

function holds({ row, operator, left, right, now }: Test): boolean {
  const missing = left === undefined || left === null || left === "";
  if (missing && operator.needsValue !== false) return false;
  if (operator.operand !== "none" && isMissing(right)) return false;
  return (
    safely(() => operator.test({ left, right, caseSensitive: row.caseSensitive === true, now })) === true
  );
}

/** A pattern that does not compile, a text that the runtime refuses: validation names it before publishing, here it is no value. */
function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const toJson = (value: unknown): JsonValue =>
  JSON.parse(safely(() => JSON.stringify(value)) ?? "null") as JsonValue;
