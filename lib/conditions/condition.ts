/** The stored condition tree of filters and branches: rows in ALL / ANY / NONE groups, nested two deep. */
import { z } from "zod";
import { type JsonValue, jsonValue } from "../base/json";

export const conditionType = z.enum(["text", "number", "boolean", "date", "url", "list", "object"]);
export type ConditionType = z.infer<typeof conditionType>;

export const conditionRow = z.object({
  /** A template, normally one reference: `{{ trigger.href }}`. Empty: not chosen yet. */
  field: z.string().max(4000),
  /** Type of the field when it was picked; decides the operators. */
  type: conditionType,
  /** An id of the operator table (operators.ts), e.g. `contains`, `url_path_starts_with`. */
  operator: z.string().max(60),
  /** Literal or template; absent for operators that take none. */
  value: jsonValue.optional(),
  caseSensitive: z.boolean().optional(),
});
export type ConditionRow = z.infer<typeof conditionRow>;

export interface ConditionGroup {
  match: "all" | "any" | "none";
  conditions: (ConditionRow | ConditionGroup)[];
}

const innerGroup = z.object({
  match: z.enum(["all", "any", "none"]),
  conditions: z.array(conditionRow).max(50),
});
export const conditionGroup = z.object({
  match: z.enum(["all", "any", "none"]),
  conditions: z.array(z.union([conditionRow, innerGroup])).max(50),
});

/** One evaluated row: what was asked and what was seen. */
export interface RowReport {
  field: string;
  type: ConditionType;
  operator: string;
  /** The resolved right side; absent where the operator takes none. */
  expected?: JsonValue;
  /** The resolved left side; `undefined` is stored as absent and shown as "not provided". For url operators the part looked at. */
  saw?: JsonValue;
  passed: boolean;
}
export interface GroupReport {
  match: "all" | "any" | "none";
  passed: boolean;
  rows: (RowReport | GroupReport)[];
}
/** What a filter or branch step stores about its decision. */
export interface ConditionReport {
  branches: { id: string; name: string; group: GroupReport }[];
  /** What stopped the path where no condition did: a run that went on before, and when (ISO 8601). */
  earlier?: { runId: string; at: string };
}

export const isGroup = (entry: ConditionRow | ConditionGroup): entry is ConditionGroup => "match" in entry;
