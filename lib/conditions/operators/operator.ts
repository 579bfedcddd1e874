import { isRecord, type JsonValue } from "../../base/json";
import type { Claim } from "../claim";

/**
 * What stands on the right: `none`; a `text`, `number`, `date` (ISO 8601), `list` (of texts), `duration` (`{amount, unit}`), a
 * `parameter` or `member` (`{name, value}`), or the name alone of a parameter.
 */
export type Operand =
  | "none"
  | "text"
  | "number"
  | "date"
  | "list"
  | "duration"
  | "parameter"
  | "member"
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
  /** One sentence for form and documents: what exactly is compared. */
  help: string;
  operand: Operand;
  /** What a right side looks like: placeholder of the form, example of the documents. */
  example?: string;
  /** False for presence, which is asked of missing values too. */
  needsValue?: false;
  /**
   * The exact opposite of that operator of the same type: it passes where, and only where, the other does not, missing and odd
   * values included. The evaluator does the turning; `test` is the other's.
   */
  negationOf?: string;
  /** For operators that look at a part: that part, shown as what was seen. */
  part?: (left: unknown, right: unknown) => JsonValue | undefined;
  /** Offers "match case". */
  caseOption?: true;
  /** What is wrong with a literal right side, in one sentence; lib/graph/validate reports it. */
  checkOperand?: (right: unknown) => string | null;
  /** What a value that passes must be like, for a literal right side; lets decide.ts find contradictions. */
  claim?: (right: unknown, caseSensitive: boolean) => Claim | null;
  test: (input: TestInput) => boolean;
}

/** The opposite of an operator, under a name of its own. */
export function opposite(of: Operator, words: Pick<Operator, "id" | "label" | "help">): Operator {
  const { claim: _, ...rest } = of;
  return { ...rest, ...words, negationOf: of.id };
}

/** Text as it is compared: an absent side is empty, lists and objects read as JSON. */
export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Letters that look the same are the same (NFC), large and small too unless case counts. Independent of the machine's language. */
export const fold = (value: unknown, caseSensitive: boolean): string =>
  (caseSensitive ? asText(value) : asText(value).toLowerCase()).normalize("NFC");

const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A number out of a number or a decimal text; NaN otherwise. */
export function asNumber(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.length > 400) return Number.NaN;
  return NUMERIC.test(value.trim()) ? Number(value) : Number.NaN;
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

/** Nothing to compare with: absent, null, an empty text or list, or a duration, parameter or member that lacks its half. */
export function isMissing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

export const numberProblem = (right: unknown): string | null =>
  Number.isNaN(asNumber(right)) ? `"${asText(right)}" is not a number.` : null;

/** Of a parameter or member: both halves are needed. */
export function pairProblem(right: unknown): string | null {
  if (!isRecord(right) || asText(right.name).trim() === "") return "it has no name.";
  return isMissing(right.value) ? "it has no value." : null;
}
