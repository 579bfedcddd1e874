import { isRecord } from "../../base/json";
import { asNumber, type Operator } from "./operator";

/** ISO 8601 text, a Date, or Unix time in seconds (ten digits) or milliseconds; NaN otherwise. */
export function asInstant(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const number = asNumber(value);
  if (!Number.isNaN(number)) return Math.abs(number) < 1e11 ? number * 1000 : number;
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

export const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** `{amount, unit}` in milliseconds; NaN when it is not one. */
export function durationMs(value: unknown): number {
  if (!isRecord(value) || typeof value.unit !== "string" || !Object.hasOwn(UNIT_MS, value.unit))
    return Number.NaN;
  return asNumber(value.amount) * UNIT_MS[value.unit as keyof typeof UNIT_MS];
}

const date = (id: string, label: string, test: (left: number, right: number) => boolean): Operator => ({
  id,
  label,
  operand: "date",
  test: ({ left, right }) => test(asInstant(left), asInstant(right)),
});
const relative = (id: string, label: string, test: (ageMs: number, spanMs: number) => boolean): Operator => ({
  id,
  label,
  operand: "duration",
  test: ({ left, right, now }) => test(now.getTime() - asInstant(left), durationMs(right)),
});

const day = (ms: number) => (Number.isNaN(ms) ? null : new Date(ms).toISOString().slice(0, 10));

// A comparison with NaN is false, so a value that is no date passes nothing.
export const dateOperators: Operator[] = [
  date("before", "is before", (left, right) => left < right),
  date("after", "is after", (left, right) => left > right),
  date("same_day", "is on the day (UTC)", (left, right) => day(left) !== null && day(left) === day(right)),
  relative("within_last", "is within the last", (age, span) => age >= 0 && age <= span),
  relative("longer_ago_than", "is longer ago than", (age, span) => age > span),
  relative("within_next", "is within the next", (age, span) => age <= 0 && -age <= span),
];
