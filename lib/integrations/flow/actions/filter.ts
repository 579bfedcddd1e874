import { z } from "zod";
import { evaluateGroup } from "../../../conditions/evaluate";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

export const filter = defineAction({
  slug: "filter",
  name: "Filter",
  aliases: ["if", "only if", "only continue if", "condition", "where", "stop"],
  summary: "Lets a run go on only when its conditions hold.",
  docsUrl: "/integrations/flow",
  icon: "filter",
  sentence: "Only go on if {conditions}",
  role: "logic",
  input: z.object({
    conditions: input.conditions("Conditions", { description: "Checked when a run gets here." }),
  }),
  output: z.object({ passed: out.boolean("Passed", { example: true }) }),
  sample: { passed: true },
  lazyInputs: ["conditions"],
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { conditions }, resolve, now }) {
    const group = evaluateGroup(conditions, resolve, { now: now() });
    return {
      output: { passed: group.passed },
      ...(group.passed ? {} : { branch: [] }),
      report: { branches: [{ id: "passed", name: "Conditions", group }] },
    };
  },
  pairsWith: ["flow.branch", "http.request", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "What happens to a run that is filtered out?",
      answer:
        "It ends as Filtered. It stays in the history with every condition and the value that it saw, so you can tell why it went no further.",
    },
    {
      question: "What if a value is missing?",
      answer:
        "A missing value makes a condition fail, except for negations such as is not, and for is not provided, which asks for just that. Nothing breaks.",
    },
  ],
});
