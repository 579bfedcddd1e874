import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, maybe, out } from "../../../kit/fields";
import { DURATION_MS } from "../durations";

/** What makes the key, by the choice of the form. */
const PARTS = {
  person: ["person"],
  link: ["person", "link"],
  campaign: ["person", "campaign"],
  custom: ["key"],
} as const;

const inputSchema = z.object({
  per: input.select(
    "Once per",
    [
      { value: "person", label: "person" },
      { value: "link", label: "person and link" },
      { value: "campaign", label: "person and campaign" },
      { value: "custom", label: "key of your own" },
    ],
    { default: "person" },
  ),
  person: input.shownText("Person", {
    showWhen: { key: "per", in: ["person", "link", "campaign"] },
    placeholder: "Pick a field",
    description: "What tells people apart.",
    start: "{{ trigger.customer_id | default: trigger.customer_email }}",
  }),
  link: input.shownText("Link", {
    showWhen: { key: "per", in: ["link"] },
    placeholder: "Pick a field",
    start: "{{ trigger.href }}",
  }),
  campaign: input.shownText("Campaign", {
    showWhen: { key: "per", in: ["campaign"] },
    placeholder: "Pick a field",
    start: "{{ trigger.campaign_id }}",
  }),
  key: input.shownText("Key", {
    showWhen: { key: "per", in: ["custom"] },
    placeholder: "Pick one or more fields",
    description: "Events with the same text count as the same.",
  }),
  window: input.select(
    "Within",
    [
      { value: "ever", label: "all time" },
      { value: "duration", label: "a set time" },
    ],
    { default: "ever" },
  ),
  duration: input.shownDuration("How long", {
    showWhen: { key: "window", in: ["duration"] },
    description: "Counted from the run that went on.",
    default: { amount: 1, unit: "days" },
  }),
  whenMissing: input.select(
    "If a value is missing",
    [
      { value: "pass", label: "the run goes on" },
      { value: "stop", label: "the run is filtered" },
    ],
    { default: "pass", description: "Without it nobody can tell whether it was there before." },
  ),
});

export const onceOnly = defineAction({
  slug: "once-only",
  name: "Once only",
  aliases: ["dedupe", "deduplicate", "once", "unique", "frequency", "limit", "first time", "throttle", "cap"],
  summary: "Lets the first run per person, link, campaign or key go on, and filters the later ones.",
  docsUrl: "/integrations/flow",
  icon: "fingerprint",
  sentence: "Go on once per {per}, within {window}",
  role: "logic",
  input: inputSchema,
  output: z.object({
    passed: out.boolean("Passed", { example: true }),
    key: out.text("Key", { description: "What it was compared by.", example: "cust_123" }),
    first_at: maybe.date("First at", {
      description: "When the run that went on got here. Not provided where a value was missing.",
      example: "2026-01-01T00:01:00.000Z",
    }),
  }),
  sample: { passed: true, key: "cust_123", first_at: "2026-01-01T00:01:00.000Z" },
  claims: { inputs: ["person", "link", "campaign", "key"] },
  canFail: false,
  // Only the database can fail it.
  retry: { maxAttempts: 5, backoffMs: 1_000, maxBackoffMs: 30_000 },
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: given, claim }) {
    const parts = PARTS[given.per].map((name) => given[name]?.trim() ?? "");
    if (parts.includes(""))
      return given.whenMissing === "pass"
        ? { output: { passed: true, key: "" } }
        : { output: { passed: false, key: "" }, branch: [] };
    const { granted, runId, at } = await claim({ key: [given.per, ...parts], withinMs: windowOf(given) });
    const output = { passed: granted, key: parts.join(" · "), first_at: at.toISOString() };
    return granted
      ? { output }
      : { output, branch: [], report: { branches: [], earlier: { runId, at: at.toISOString() } } };
  },
  pairsWith: ["flow.filter", "slack.post-message", "email.send-email", "http.request"],
  faq: [
    {
      question: "What happens to the later ones?",
      answer:
        "They end as Filtered. Each stays in the history and says when the first one went on, with a link to that run.",
    },
    {
      question: "What if two come at the same instant?",
      answer:
        "Exactly one goes on, however many workers there are. A run that went on and was cut short by a crash goes on again afterwards.",
    },
    {
      question: "Does it count across workflows?",
      answer:
        "No, and not across steps: each Once only step counts by itself. It goes on counting when you publish a new version of the workflow.",
    },
    {
      question: "Is an event that Customer.io sends twice counted twice?",
      answer: "No. An event with the same id starts a workflow once, with or without this step.",
    },
  ],
});

function windowOf({ window, duration: { amount, unit } }: z.output<typeof inputSchema>): number | null {
  if (window === "ever") return null;
  const ms = amount * DURATION_MS[unit];
  if (ms > 0 && ms <= MAX_YEARS_MS) return ms;
  throw new FatalError(`How long: ${amount} ${unit} is not between a moment and ten years.`);
}
const MAX_YEARS_MS = 3_650 * DURATION_MS.days;
