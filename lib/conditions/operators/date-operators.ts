import { isRecord } from "../../base/json";
import type { Range } from "../claim";
import { asNumber, asText, type Operator, opposite } from "./operator";

const { POSITIVE_INFINITY, NEGATIVE_INFINITY } = Number;
/** Beyond it there are no dates (ECMA-262). */
const MAX_INSTANT = 8.64e15;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;
/** As HTTP and e-mail write it; its zone is always said. */
const RFC_DATE = /^[a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} (GMT|UTC|[+-]\d{4})$/i;

/**
 * Milliseconds since 1970 of an ISO 8601 text, or of Unix time in seconds (up to eleven digits) or milliseconds; NaN otherwise. A text
 * without a zone is UTC: what `Date.parse` does instead, the machine's own zone, would make browser and server differ.
 */
export function asInstant(value: unknown): number {
  const number = asNumber(value);
  if (!Number.isNaN(number)) return inRange(Math.abs(number) < 1e11 ? number * 1000 : number);
  if (typeof value !== "string" || value.length > 60) return Number.NaN;
  const text = value.trim();
  return RFC_DATE.test(text) ? Date.parse(text) : parseIso(text);
}

const inRange = (ms: number) => (Math.abs(ms) <= MAX_INSTANT ? ms : Number.NaN);

function parseIso(text: string): number {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = "Z"] =
    ISO.exec(text) ?? [];
  if (year === undefined) return Number.NaN;
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const date = new Date(0);
  // `Date.UTC` would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  const isReal = isDay && h < 24 && m < 60 && s < 60;
  const at = date.setUTCHours(h, m, s);
  return isReal ? at + Math.floor(Number(`0.${fraction}`) * 1000) - offsetMs(zone) : Number.NaN;
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === "-" ? -ms : ms;
}

const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** `{amount, unit}` in milliseconds; NaN when it is not one. */
function durationMs(value: unknown): number {
  if (!isRecord(value) || typeof value.unit !== "string" || !Object.hasOwn(UNIT_MS, value.unit))
    return Number.NaN;
  return asNumber(value.amount) * UNIT_MS[value.unit as keyof typeof UNIT_MS];
}

const claimOf = (about: string, value: number, range: (value: number) => Range) =>
  Number.isNaN(value) ? null : { about, kind: "between" as const, range: range(value), exact: true };

const date = (
  words: Pick<Operator, "id" | "label" | "help">,
  test: (left: number, right: number) => boolean,
  range: (right: number) => Range,
): Operator => ({
  ...words,
  operand: "date",
  example: "2026-11-24",
  checkOperand: (right) => (Number.isNaN(asInstant(right)) ? `"${asText(right)}" is not a date.` : null),
  claim: (right) => claimOf("instant", asInstant(right), range),
  test: ({ left, right }) => test(asInstant(left), asInstant(right)),
});

/** Ages are positive in the past. */
const relative = (
  words: Pick<Operator, "id" | "label" | "help">,
  test: (age: number, span: number) => boolean,
  range: (span: number) => Range,
): Operator => ({
  ...words,
  operand: "duration",
  example: "7 days",
  checkOperand: (right) => (durationMs(right) > 0 ? null : "it does not say how long."),
  claim: (right) => claimOf("age", durationMs(right), range),
  test: ({ left, right, now }) => test(now.getTime() - asInstant(left), durationMs(right)),
});

const dayOf = (ms: number) => Math.floor(ms / UNIT_MS.days);

// A comparison with NaN is false, so a value that is no date passes nothing.
const sameDay = date(
  { id: "same_day", label: "is on the day (UTC)", help: "At any time of that day, UTC." },
  (left, right) => dayOf(left) === dayOf(right),
  (right) => {
    const from = dayOf(right) * UNIT_MS.days;
    return { from, to: from + UNIT_MS.days, toOpen: true };
  },
);

export const dateOperators: Operator[] = [
  date(
    {
      id: "before",
      label: "is before",
      help: "Earlier than that moment; a day alone is its first moment, UTC.",
    },
    (left, right) => left < right,
    (right) => ({ from: NEGATIVE_INFINITY, to: right, toOpen: true }),
  ),
  date(
    { id: "after", label: "is after", help: "Later than that moment; a day alone is its first moment, UTC." },
    (left, right) => left > right,
    (right) => ({ from: right, fromOpen: true, to: POSITIVE_INFINITY }),
  ),
  sameDay,
  opposite(sameDay, {
    id: "not_same_day",
    label: "is not on the day (UTC)",
    help: "On another day, UTC, or there is no date.",
  }),
  relative(
    { id: "within_last", label: "is in the last", help: "Not longer ago than that, and not in the future." },
    (age, span) => age >= 0 && age <= span,
    (span) => ({ from: 0, to: span }),
  ),
  relative(
    { id: "longer_ago_than", label: "is longer ago than", help: "Further in the past than that." },
    (age, span) => age > span,
    (span) => ({ from: span, fromOpen: true, to: POSITIVE_INFINITY }),
  ),
  relative(
    { id: "within_next", label: "is in the next", help: "Not further ahead than that, and not in the past." },
    (age, span) => age <= 0 && -age <= span,
    (span) => ({ from: -span, to: 0 }),
  ),
  relative(
    { id: "further_ahead_than", label: "is further ahead than", help: "Later than that from now." },
    (age, span) => -age > span,
    (span) => ({ from: NEGATIVE_INFINITY, to: -span, toOpen: true }),
  ),
];
