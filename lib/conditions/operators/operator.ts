import type { JsonValue } from "../../base/json";

/**
 * What stands on the right: `none`; a `text`, `number`, `date` (ISO 8601), `list` (of texts), `duration` (`{amount, unit}`), or
 * `parameter` (`{name, value}`, value absent for "has parameter").
 */
export type Operand =
  | "none"
  | "text"
  | "number"
  | "date"
  | "list"
  | "duration"
  | "parameter"
  | "parameterName";

export interface TestInput {
  left: unknown;
  right: unknown;
  caseSensitive: boolean;
  now: Date;
}

export interface Operator {
  /** Stored in documents: never renamed. */
  id: string;
  /** Reads between field and value: "path starts with". */
  label: string;
  operand: Operand;
  /** False for the presence operators, which are asked of missing values too. */
  needsValue?: false;
  /** For negations: a missing value passes ("is not x" of nothing is true). */
  passesWhenMissing?: true;
  /** For operators that look at a part: that part, shown as what was seen. */
  part?: (left: unknown, right: unknown) => JsonValue | undefined;
  /** Offers "match case". */
  caseOption?: true;
  /** The right side as a pattern must compile; lib/graph/validate reports what this says. */
  checkOperand?: (right: unknown) => string | null;
  test: (input: TestInput) => boolean;
}

/** Text as it is compared: an absent right side is empty. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export const fold = (value: unknown, caseSensitive: boolean): string =>
  caseSensitive ? asText(value) : asText(value).toLocaleLowerCase("en");

/** A number out of a number or a numeric text; NaN otherwise. */
export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

/** A list operand: an array, or one text with commas. */
export function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return value === undefined || value === null ? [] : [value];
  return value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
