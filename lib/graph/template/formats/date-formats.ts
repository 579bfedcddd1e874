import { brief, type Format } from "./format";

const DATE_CHOICES = [
  { value: "%-d %B %Y", label: "24 November 2026" },
  { value: "%B %-d, %Y", label: "November 24, 2026" },
  { value: "%-d %b %Y, %H:%M", label: "24 Nov 2026, 15:30" },
  { value: "%B %-d, %Y at %-I:%M %p", label: "November 24, 2026 at 3:30 PM" },
  { value: "%A, %-d %B", label: "Tuesday, 24 November" },
  { value: "%A", label: "Tuesday" },
  { value: "%d.%m.%Y", label: "24.11.2026" },
  { value: "%d/%m/%Y", label: "24/11/2026" },
  { value: "%m/%d/%Y", label: "11/24/2026" },
  { value: "%Y-%m-%d", label: "2026-11-24" },
  { value: "%H:%M", label: "15:30" },
  { value: "%-I:%M %p", label: "3:30 PM" },
  { value: "%Y-%m-%dT%H:%M:%SZ", label: "2026-11-24T15:30:00Z (UTC)" },
  { value: "%s", label: "Unix seconds" },
] as const;

export const dateFormats: Format[] = [
  {
    name: "date",
    group: "Date",
    label: "Write the date as",
    help: "An ISO 8601 date, Unix seconds or milliseconds, or `now`; in UTC unless a time zone is given.",
    words: ([format, zone]) => {
      const known = DATE_CHOICES.find(({ value }) => value === format)?.label ?? brief(format);
      return zone === undefined ? `as ${known}` : `as ${known}, ${brief(zone)}`;
    },
    aliases: "date time day month year strftime zone",
    takes: ["date", "text", "number"],
    gives: "text",
    values: [
      {
        label: "Format",
        input: "text",
        choices: DATE_CHOICES,
        custom: "Other pattern…",
        initial: "%-d %B %Y",
      },
      { label: "Time zone", input: "zone", initial: "", optional: true },
    ],
    example: {
      value: "2026-11-24T15:30:00Z",
      values: ["%B %-d, %Y at %-I:%M %p", "Europe/Berlin"],
      result: "November 24, 2026 at 4:30 PM",
    },
  },
];
