import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";
import { daysLater, instantOf, isTimeZone, type WallTime, wallTimeAt, weekdayOf } from "../zoned-time";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const BUSINESS_DAYS = {
  "monday-friday": { label: "Monday to Friday", days: [1, 2, 3, 4, 5] },
  "monday-saturday": { label: "Monday to Saturday", days: [1, 2, 3, 4, 5, 6] },
  "every-day": { label: "Every day", days: [0, 1, 2, 3, 4, 5, 6] },
} as const;
const MINUTES_A_DAY = 1440;

/** Every quarter of an hour, so that no time can be mistyped. */
const TIMES = Array.from({ length: MINUTES_A_DAY / 15 }, (_, index) => {
  const [hour, minute] = [Math.floor(index / 4), (index % 4) * 15];
  const value = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  return { value, label: value };
});

const inputSchema = z.object({
  kind: input.select(
    "Wait until",
    [
      { value: "time", label: "a time of day" },
      { value: "weekday", label: "a day of the week" },
      { value: "hours", label: "business hours" },
    ],
    { default: "time" },
  ),
  weekday: input.select(
    "Day",
    WEEKDAYS.map((value) => ({ value, label: `${value[0]?.toUpperCase()}${value.slice(1)}` })),
    { default: "monday", showWhen: { key: "kind", in: ["weekday"] } },
  ),
  time: input.select("At", TIMES, {
    default: "09:00",
    showWhen: { key: "kind", in: ["time", "weekday"] },
    description: "On the zone's wall clock, by the quarter of an hour.",
  }),
  days: input.select(
    "Days",
    Object.entries(BUSINESS_DAYS).map(([value, { label }]) => ({
      value: value as keyof typeof BUSINESS_DAYS,
      label,
    })),
    { default: "monday-friday", showWhen: { key: "kind", in: ["hours"] } },
  ),
  from: input.select("From", TIMES, {
    default: "09:00",
    showWhen: { key: "kind", in: ["hours"] },
    description: "On the zone's wall clock, by the quarter of an hour.",
  }),
  to: input.select("To", TIMES, {
    default: "17:00",
    showWhen: { key: "kind", in: ["hours"] },
    description: "Earlier than From means into the night; the same means all day.",
  }),
  timeZone: input.text("Time zone", {
    placeholder: "Europe/Berlin",
    format: "timeZone",
    description: "A name such as America/New_York, or a field that holds one. Daylight saving is kept to.",
  }),
});
type Input = z.output<typeof inputSchema>;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const at = (wall: WallTime, minutes: number): WallTime => ({
  ...wall,
  hour: Math.floor(minutes / 60),
  minute: minutes % 60,
});

/** The first moment, from `start` on, that is asked for. */
function momentFrom(start: Date, { kind, weekday, time, timeZone, ...hours }: Input): Date {
  const today = wallTimeAt(start, timeZone);
  if (kind === "hours") return openingFrom(start, today, { ...hours, timeZone });
  const wanted = WEEKDAYS.indexOf(weekday);
  // Eight days: the same weekday may have gone by today. The ninth is for a time that a clock change moved.
  for (let days = 0; days <= 8; days++) {
    const day = daysLater(today, days);
    const moment = instantOf(at(day, minutesOf(time)), timeZone);
    if (moment >= start && (kind === "time" || weekdayOf(day) === wanted)) return moment;
  }
  throw new Error("No day of eight was the one waited for.");
}

function openingFrom(
  start: Date,
  today: WallTime,
  { days, from, to, timeZone }: Pick<Input, "days" | "from" | "to" | "timeZone">,
): Date {
  const open: readonly number[] = BUSINESS_DAYS[days].days;
  const [opens, closes] = [minutesOf(from), minutesOf(to)];
  // From yesterday on, whose hours may reach into today.
  for (let offset = -1; offset <= 8; offset++) {
    const day = daysLater(today, offset);
    if (!open.includes(weekdayOf(day))) continue;
    const opening = instantOf(at(day, opens), timeZone);
    const closing = instantOf(at(closes > opens ? day : daysLater(day, 1), closes), timeZone);
    if (closing > start) return opening > start ? opening : start;
  }
  throw new Error("No day of eight had business hours.");
}

export const waitUntil = defineAction({
  slug: "wait-until",
  name: "Wait until",
  aliases: [
    "business hours",
    "office hours",
    "weekday",
    "time of day",
    "schedule",
    "tomorrow",
    "wait",
    "quiet hours",
  ],
  summary: "Waits for a time of day, a day of the week or business hours in a time zone.",
  docsUrl: "/integrations/flow",
  icon: "calendar-clock",
  sentence: "Wait until {kind}[: {weekday}][ at {time}][: {days}, {from} to {to}], {timeZone}",
  role: "time",
  input: inputSchema,
  output: z.object({
    resumed_at: out.date("Resumed at", { example: "2026-01-05T08:00:00.000Z" }),
    waited: out.boolean("Had to wait", { example: true }),
  }),
  sample: { resumed_at: "2026-01-05T08:00:00.000Z", waited: true },
  canFail: true,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  // Counted from the instant the step first started, so a restart changes nothing.
  async run({ input: given, startedAt }) {
    const timeZone = given.timeZone.trim();
    if (!isTimeZone(timeZone))
      throw new FatalError(`"${timeZone}" is not a time zone. Names look like Europe/Berlin.`);
    const until = momentFrom(startedAt, { ...given, timeZone });
    const waited = until > startedAt;
    return {
      output: { resumed_at: until.toISOString(), waited },
      ...(waited ? { waitUntil: until } : {}),
    };
  },
  pairsWith: ["flow.delay", "flow.filter", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "What happens when the clocks change?",
      answer:
        "9:00 stays 9:00 on the wall. A time that the clocks jump over is taken as much later as they jumped; of a time that comes twice, the first is taken.",
    },
    {
      question: "What if the moment is now?",
      answer:
        "Within business hours, or exactly at the time, the run goes on at once, and Had to wait is false. Otherwise it goes on at the next such moment.",
    },
    {
      question: "Can it be the person's own time zone?",
      answer:
        "Yes, pick a field that holds a name such as Europe/Berlin. If the name is not known the step fails, and its error way can take over.",
    },
  ],
});
