import { expect, test } from "vitest";
import { offsetOf, zoneEntries, zoneLabel } from "./zones";

const winter = new Date("2026-01-15T12:00:00Z");
const find = (search: string, value = "") =>
  zoneEntries({ search, value, own: "America/New_York", optional: false });

test.each([
  ["Europe/Berlin", "2026-01-15", "UTC+01:00"],
  ["Europe/Berlin", "2026-07-15", "UTC+02:00"],
  ["Asia/Calcutta", "2026-01-15", "UTC+05:30"],
  ["UTC", "2026-01-15", "UTC+00:00"],
  ["Mars/Base", "2026-01-15", null],
])("%s is on %s at %s", (zone, day, offset) => {
  expect(offsetOf(zone, new Date(day))).toBe(offset);
});

test("a zone is told with its distance; one that is not known says so", () => {
  expect(zoneLabel("Europe/Berlin", winter)).toBe("Europe/Berlin (UTC+01:00)");
  expect(zoneLabel("Mars/Base", winter)).toBe("Mars/Base (not known)");
});

test("without a search the browser's own is first, and nothing is there twice", () => {
  const all = find("").map(({ value }) => value);
  expect(all[0]).toBe("America/New_York");
  expect(all).toContain("UTC");
  expect(new Set(all).size).toBe(all.length);
  expect(find("")[0]?.hint).toBe("Here");
});

test.each([
  ["berlin", "Europe/Berlin"],
  ["new york", "America/New_York"],
  ["são paulo", "America/Sao_Paulo"],
  ["kyiv", "Europe/Kiev"],
  ["Asia/Kolkata", "Asia/Kolkata"],
  ["utc+05:45", "Asia/Katmandu"],
])("%s finds %s", (search, zone) => {
  expect(find(search).map(({ value }) => value)).toContain(zone);
});

test("a city that begins with what was typed comes before one that holds it", () => {
  expect(find("rome")[0]?.value).toBe("Europe/Rome");
  expect(find("nowhere at all")).toEqual([]);
});

test("what was chosen and is not known stays in the list; where none is allowed, that is a choice", () => {
  expect(find("", "Mars/Base").map(({ label }) => label)).toContain("Mars/Base (not known)");
  const optional = zoneEntries({ search: "", value: "UTC", own: "UTC", optional: true });
  expect(optional.at(-1)).toEqual({ value: undefined, label: "None" });
});
