import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

export const stop = defineAction({
  slug: "stop",
  name: "Stop",
  aliases: ["end", "exit", "finish", "terminate", "halt", "throw an error", "fail"],
  summary: "Ends this path, and says how the run is to be counted.",
  docsUrl: "/integrations/flow",
  icon: "octagon-x",
  sentence: "End here, counted as {outcome}",
  role: "logic",
  input: z.object({
    outcome: input.select(
      "The run counts as",
      [
        { value: "completed", label: "completed" },
        { value: "filtered", label: "filtered" },
        { value: "failed", label: "failed" },
      ],
      { default: "completed", description: "Other paths of the run go on, and count too." },
    ),
    reason: input.optionalText("Reason", {
      placeholder: "Not a customer yet",
      description: "Shown in the run. A failure needs one to be understood.",
    }),
  }),
  output: z.object({ reason: out.text("Reason", { example: "Not a customer yet" }) }),
  sample: { reason: "Not a customer yet" },
  branching: { fixed: [] },
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { outcome, reason = "" } }) {
    if (outcome === "failed") throw new FatalError(reason.trim() || "A Stop step ended the run as failed.");
    return { output: { reason }, ...(outcome === "filtered" ? { branch: [] } : {}) };
  },
  pairsWith: ["flow.branch", "flow.split", "flow.filter", "slack.post-message"],
  faq: [
    {
      question: "Does it stop the other paths too?",
      answer:
        "No. It ends the path it stands on. A run whose other paths go on finishes when they have, and counts as failed if any of them failed.",
    },
    {
      question: "Why use it when a path ends by itself?",
      answer:
        "To say why, and to count the run as filtered or failed: a failure with its reason shows up wherever failed runs do.",
    },
  ],
});
