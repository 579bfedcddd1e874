import { casesOf, LONG } from "./operator-case";

/** 13 months, local words, bare times: what a date is not. The second of two engines used to read some of these its own way. */
const WRONG = [
  "no date",
  "2026-13-01",
  "2026-02-30",
  "24.11.2026",
  "Nov 24 2026",
  "2026-11-24T25:00:00Z",
  "１2026-11-24",
  true,
  ["2026-11-24"],
  { date: "2026-11-24" },
  1e300,
  LONG,
];
const days = (amount: number) => ({ amount, unit: "days" });

export const dateCases = [
  casesOf("date", "before", {
    value: "2026-11-24T00:00:00Z",
    yes: [
      "2026-11-23T23:59:59Z",
      "2026-11-23",
      "2026-11-24T00:30:00+01:00",
      "2026-11-23T23:59",
      1795478399,
      "1795478399",
      1795478399999,
      "Mon, 23 Nov 2026 23:00:00 GMT",
    ],
    no: ["2026-11-24T00:00:00Z", "2026-11-24", "2026-11-24T00:00", 1795478400, ...WRONG],
    pairs: [
      ["2026-11-23", "no date", false],
      ["2026-11-23", "", false],
      ["0001-01-01", "9999-12-31", true],
    ],
  }),
  casesOf("date", "after", {
    value: "2026-11-24",
    yes: ["2026-11-24T00:00:00.001Z", "2026-11-24T00:30", "2026-11-23T23:30:00-01:00", 1795478401],
    no: ["2026-11-24", "2026-11-23", "2026-11-24T00:59:59+01:00", ...WRONG],
    pairs: [
      ["2026-11-25", 1795478400, true],
      ["2026-11-25", { amount: 1, unit: "days" }, false],
    ],
  }),
  casesOf("date", "same_day", {
    value: "2026-11-24",
    yes: ["2026-11-24", "2026-11-24T23:59:59Z", "2026-11-25T00:30:00+01:00", 1795478400, "2026-11-24 08:00"],
    no: ["2026-11-25", "2026-11-24T00:30:00+01:00", ...WRONG],
    pairs: [["1969-12-31T23:00:00Z", "1969-12-31", true]],
  }),
  casesOf("date", "within_last", {
    value: days(7),
    yes: [
      "2026-11-24T12:00:00Z",
      "2026-11-17T12:00:00Z",
      1795518000,
      "2026-11-20",
      "2026-11-24T13:00:00+01:00",
    ],
    no: ["2026-11-17T11:59:59Z", "2026-11-24T12:00:01Z", "2025-11-20", ...WRONG],
    pairs: [
      ["2026-11-24T11:00:00Z", { amount: "2", unit: "hours" }, true],
      ["2026-11-24T11:00:00Z", { amount: 2, unit: "fortnights" }, false],
      ["2026-11-24T11:00:00Z", "2 hours", false],
      ["2026-11-24T11:00:00Z", { amount: 2, unit: "constructor" }, false],
    ],
  }),
  casesOf("date", "longer_ago_than", {
    value: days(7),
    yes: ["2026-11-17T11:59:59Z", "2026-11-01", 0, "0001-01-01"],
    no: ["2026-11-17T12:00:00Z", "2026-11-24", "2027-01-01", ...WRONG],
    pairs: [["2026-11-01", { amount: "x", unit: "days" }, false]],
  }),
  casesOf("date", "within_next", {
    value: days(7),
    yes: ["2026-11-24T12:00:00Z", "2026-12-01T12:00:00Z", "2026-11-25"],
    no: ["2026-12-01T12:00:01Z", "2026-11-24T11:59:59Z", ...WRONG],
    pairs: [["2026-11-24T12:00:30Z", { amount: 30, unit: "seconds" }, true]],
  }),
  casesOf("date", "further_ahead_than", {
    value: days(7),
    yes: ["2026-12-01T12:00:01Z", "2030-01-01", "9999-12-31"],
    no: ["2026-12-01T12:00:00Z", "2026-11-24", "2020-01-01", ...WRONG],
    pairs: [["2026-11-24T14:00:00Z", { amount: 90, unit: "minutes" }, true]],
  }),
].flat();
