/** Times of the wall clock in a time zone, through Intl's own zone data. */

export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Throws a RangeError for a zone that is not known. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  if (formats.size > 500) formats.clear();
  formats.set(timeZone, made);
  return made;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

export function wallTimeAt(instant: Date, timeZone: string): WallTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

/** The wall time as if its zone were UTC; days and minutes beyond the month's and hour's run over. */
const asUtc = ({ year, month, day, hour, minute }: WallTime) => Date.UTC(year, month - 1, day, hour, minute);

const offsetAt = (ms: number, timeZone: string) =>
  asUtc(wallTimeAt(new Date(ms), timeZone)) - Math.floor(ms / MINUTE_MS) * MINUTE_MS;

/**
 * The instant at which a wall clock shows that time. Where clocks go back it is the first of the two; where they go forward over it,
 * the time is as much later as they went (02:30 becomes 03:30), as RFC 5545 and Temporal's "compatible" have it.
 */
export function instantOf(wall: WallTime, timeZone: string): Date {
  const local = asUtc(wall);
  const before = local - offsetAt(local - DAY_MS, timeZone);
  const after = local - offsetAt(local + DAY_MS, timeZone);
  const fits = [before, after].filter((ms) => ms + offsetAt(ms, timeZone) === local);
  // In the gap neither fits, and the offset before it gives the later time.
  return new Date(fits.length > 0 ? Math.min(...fits) : before);
}

/** 0 is Sunday. */
export const weekdayOf = ({ year, month, day }: WallTime): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** The same time of day, days later by the calendar: 23 or 25 hours may pass. */
export function daysLater(wall: WallTime, days: number): WallTime {
  const date = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + days));
  return {
    ...wall,
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}
