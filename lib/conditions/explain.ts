/** Conditions in words: on node cards before a run, in the run viewer after it. */
import type { JsonObject, JsonValue } from "../base/json";
import {
  type ConditionGroup,
  type ConditionRow,
  type GroupReport,
  isGroup,
  type RowReport,
} from "./condition";
import { operatorOf } from "./operators";

/** The name a person knows a field by: `{{ trigger.href }}` is "Link". */
export type LabelOf = (template: string) => string;

const JOIN = { all: " and ", any: " or ", none: " or " } as const;

/** "Link path starts with /pricing". */
export function explainRow(row: ConditionRow, labelOf: LabelOf): string {
  const operator = operatorOf(row.type, row.operator);
  const field = row.field.trim() === "" ? "a field" : labelOf(row.field);
  const value = operator?.operand === "none" ? "" : ` ${showOperand(row.value, labelOf)}`;
  return `${field} ${operator?.label ?? row.operator}${value}`;
}

/** One sentence without a full stop: "Link path starts with /pricing and Machine click is false". */
export function explainGroup(group: ConditionGroup, labelOf: LabelOf): string {
  const parts = group.conditions.map((entry) =>
    isGroup(entry) ? `(${explainGroup(entry, labelOf)})` : explainRow(entry, labelOf),
  );
  const text = parts.join(JOIN[group.match]);
  return group.match === "none" && text !== "" ? `not: ${text}` : text;
}

/** "Link path starts with /pricing saw /price". */
export function explainReport(row: RowReport, labelOf: LabelOf): string {
  const asked = explainRow(
    {
      field: row.field,
      type: row.type,
      operator: row.operator,
      ...("expected" in row ? { value: row.expected } : {}),
    },
    labelOf,
  );
  return `${asked} saw ${"saw" in row ? showValue(row.saw) : "nothing (not provided)"}`;
}

/** Every row of a report, groups flattened in reading order. */
export const reportRows = (group: GroupReport): RowReport[] =>
  group.rows.flatMap((row) => ("rows" in row ? reportRows(row) : [row]));

/** The rows that decided: with these as they were, the others could have been anything. */
export function decisiveRows(group: GroupReport): RowReport[] {
  const settles = ({ passed }: { passed: boolean }) =>
    group.match === "any" ? passed : passed !== (group.match === "all");
  const one = group.rows.find(settles);
  return (one === undefined ? group.rows : [one]).flatMap((row) =>
    "rows" in row ? decisiveRows(row) : [row],
  );
}

function showOperand(value: JsonValue | undefined, labelOf: LabelOf): string {
  if (value === undefined || value === "") return "…";
  if (typeof value === "string") return value.includes("{{") ? labelOf(value) : value;
  if (Array.isArray(value)) return value.map((entry) => showOperand(entry, labelOf)).join(", ") || "…";
  return value !== null && typeof value === "object" ? showRecord(value) : showValue(value);
}

/** A duration (`3 days`) or a query parameter (`plan = pro`). */
function showRecord(value: JsonObject): string {
  if ("unit" in value) return `${showValue(value.amount)} ${showValue(value.unit)}`;
  const parts = [value.name, value.value].filter((part) => part !== undefined);
  return parts.map(showValue).join(" = ");
}

const showValue = (value: JsonValue | undefined): string =>
  typeof value === "string" ? value || "an empty text" : JSON.stringify(value ?? null);
