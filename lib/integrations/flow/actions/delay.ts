import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { DURATION_MS } from "../durations";
import { LOGIC_RETRY } from "../logic-retry";

const MAX_DAYS = 90;

export const delay = defineAction({
  slug: "delay",
  name: "Delay",
  aliases: ["wait", "sleep", "pause", "later", "hold"],
  summary: "Waits between a second and 90 days before the run goes on.",
  docsUrl: "/integrations/flow",
  icon: "clock",
  sentence: "Wait {duration}",
  role: "time",
  input: z.object({ duration: input.duration("How long", { description: "From a second to 90 days." }) }),
  output: z.object({ resumed_at: out.date("Resumed at", { example: "2026-01-01T00:05:00.000Z" }) }),
  sample: { resumed_at: "2026-01-01T00:05:00.000Z" },
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  // Counted from the instant the step first started, so a restart neither lengthens nor shortens it.
  async run({ input: { duration }, startedAt }) {
    const ms = duration.amount * DURATION_MS[duration.unit];
    if (!(ms > 0 && ms <= MAX_DAYS * DURATION_MS.days))
      throw new FatalError(
        `A delay lasts from a second to ${MAX_DAYS} days; this one would last ${duration.amount} ${duration.unit}.`,
      );
    const until = new Date(startedAt.getTime() + ms);
    return { output: { resumed_at: until.toISOString() }, waitUntil: until };
  },
  pairsWith: ["flow.filter", "http.request", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "Does a delay survive a restart?",
      answer:
        "Yes. The moment it ends is stored with the run; it goes on then, or right after the next start if Hookline was down.",
    },
  ],
});
