import { describe, expect, test } from "vitest";
import { FatalError } from "../../kit/errors";
import { tryAction } from "../../kit/try-action.test-support";
import { waitUntil } from "./actions/wait-until";
import { instantOf, isTimeZone, wallTimeAt } from "./zoned-time";

/** What the step waits for when it starts then. */
async function resumedAt(startedAt: string, given: object): Promise<string> {
  const { output } = await tryAction(waitUntil, { input: given, startedAt: new Date(startedAt) });
  return (output as { resumed_at: string }).resumed_at;
}

describe("a time of day", () => {
  const nine = { kind: "time", time: "09:00", timeZone: "Europe/Berlin" };
  test.each([
    ["later today", "2026-11-24T06:00:00Z", "2026-11-24T08:00:00.000Z"],
    ["exactly now", "2026-11-24T08:00:00Z", "2026-11-24T08:00:00.000Z"],
    ["a moment ago, so tomorrow", "2026-11-24T08:00:00.001Z", "2026-11-25T08:00:00.000Z"],
    ["today by the zone's date, not by UTC's", "2026-11-24T23:30:00Z", "2026-11-25T08:00:00.000Z"],
    ["across the start of summer time, 23 hours later", "2026-03-28T08:00:01Z", "2026-03-29T07:00:00.000Z"],
    ["across its end, 25 hours later", "2026-10-24T07:00:01Z", "2026-10-25T08:00:00.000Z"],
    ["across the year", "2026-12-31T09:00:00Z", "2027-01-01T08:00:00.000Z"],
  ])("%s", async (_, startedAt, expected) => {
    expect(await resumedAt(startedAt, nine)).toBe(expected);
  });
  test("that the clocks jump over is as much later", async () => {
    const given = { kind: "time", time: "02:30", timeZone: "Europe/Berlin" };
    expect(await resumedAt("2026-03-29T00:00:00Z", given)).toBe("2026-03-29T01:30:00.000Z");
  });
  test("that comes twice is the first, and after it the next day's", async () => {
    const given = { kind: "time", time: "02:30", timeZone: "Europe/Berlin" };
    expect(await resumedAt("2026-10-25T00:00:00Z", given)).toBe("2026-10-25T00:30:00.000Z");
    expect(await resumedAt("2026-10-25T00:30:01Z", given)).toBe("2026-10-26T01:30:00.000Z");
  });
});

describe("a day of the week", () => {
  const monday = { kind: "weekday", weekday: "monday", time: "08:15", timeZone: "America/New_York" };
  test.each([
    ["on a Tuesday", "2026-11-24T12:00:00Z", "2026-11-30T13:15:00.000Z"],
    ["early on that day", "2026-11-30T12:00:00Z", "2026-11-30T13:15:00.000Z"],
    ["late on that day", "2026-11-30T14:00:00Z", "2026-12-07T13:15:00.000Z"],
    ["while it is Sunday there and Monday in UTC", "2026-11-30T03:00:00Z", "2026-11-30T13:15:00.000Z"],
  ])("%s", async (_, startedAt, expected) => {
    expect(await resumedAt(startedAt, monday)).toBe(expected);
  });
});

describe("business hours", () => {
  const office = {
    kind: "hours",
    days: "monday-friday",
    from: "09:00",
    to: "17:00",
    timeZone: "Europe/London",
  };
  test.each([
    ["within them, at once", "2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000Z"],
    ["at their first moment", "2026-11-24T09:00:00Z", "2026-11-24T09:00:00.000Z"],
    ["at their last, which is closed", "2026-11-24T17:00:00Z", "2026-11-25T09:00:00.000Z"],
    ["before them", "2026-11-24T05:00:00Z", "2026-11-24T09:00:00.000Z"],
    ["on Friday evening", "2026-11-27T18:00:00Z", "2026-11-30T09:00:00.000Z"],
    ["over the change to summer time", "2026-03-27T18:00:00Z", "2026-03-30T08:00:00.000Z"],
  ])("%s", async (_, startedAt, expected) => {
    expect(await resumedAt(startedAt, office)).toBe(expected);
  });
  test("may go into the night, and all round the clock", async () => {
    const night = { ...office, from: "22:00", to: "06:00" };
    expect(await resumedAt("2026-11-25T03:00:00Z", night)).toBe("2026-11-25T03:00:00.000Z");
    expect(await resumedAt("2026-11-25T07:00:00Z", night)).toBe("2026-11-25T22:00:00.000Z");
    const always = { ...office, days: "every-day", from: "00:00", to: "00:00" };
    expect(await resumedAt("2026-11-22T03:00:00Z", always)).toBe("2026-11-22T03:00:00.000Z");
  });
});

test("what has not to wait says so, and is not parked", async () => {
  const given = { kind: "hours", timeZone: "UTC" };
  const now = await tryAction(waitUntil, { input: given, startedAt: new Date("2026-11-24T10:00:00Z") });
  expect(now).toEqual({ output: { resumed_at: "2026-11-24T10:00:00.000Z", waited: false } });
  const later = await tryAction(waitUntil, { input: given, startedAt: new Date("2026-11-24T18:00:00Z") });
  expect(later.waitUntil).toEqual(new Date("2026-11-25T09:00:00Z"));
});

test("an unknown time zone fails for good", async () => {
  const trying = tryAction(waitUntil, { input: { timeZone: "Mars/Olympus" } });
  await expect(trying).rejects.toThrow(FatalError);
  await expect(trying).rejects.toThrow('"Mars/Olympus" is not a time zone');
  expect([isTimeZone(""), isTimeZone("Asia/Kathmandu")]).toEqual([false, true]);
});

// Long enough for a machine that does much else.
test("wall times and instants are each other's inverse, in every zone and around every change of 2026", {
  timeout: 60_000,
}, () => {
  const wrong = Intl.supportedValuesOf("timeZone").flatMap((timeZone) =>
    Array.from({ length: 73 }, (_, week) => Date.UTC(2026, 0, 1 + week * 5, 7, 45)).flatMap((ms) => {
      const wall = wallTimeAt(new Date(ms), timeZone);
      const back = wallTimeAt(instantOf(wall, timeZone), timeZone);
      return JSON.stringify(wall) === JSON.stringify(back) ? [] : [`${timeZone} ${ms}`];
    }),
  );
  expect(wrong).toEqual([]);
});
