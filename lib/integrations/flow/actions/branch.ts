import { z } from "zod";
import { evaluateGroup } from "../../../conditions/evaluate";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

const OTHERWISE = { id: "otherwise", name: "Otherwise" };

export const branch = defineAction({
  slug: "branch",
  name: "Branch",
  aliases: ["if else", "switch", "split", "router", "paths", "condition", "link goes to", "choose"],
  summary: "Sends a run down the first branch whose conditions hold.",
  docsUrl: "/integrations/flow",
  icon: "split",
  sentence: "Go to the first of {branches} that fits",
  role: "logic",
  input: z.object({
    branches: input.branches("Branches", {
      description: "Checked from top to bottom; the first that holds is taken.",
    }),
  }),
  output: z.object({
    branch: out.text("Branch taken", { description: "Its name.", example: "Pricing" }),
  }),
  sample: { branch: "Pricing" },
  lazyInputs: ["branches"],
  branching: { fixed: [OTHERWISE], fromConfig: "branches" },
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { branches }, resolve, now }) {
    const looked = [];
    for (const { id, name, conditions } of branches) {
      const group = evaluateGroup(conditions, resolve, { now: now() });
      looked.push({ id, name, group });
      if (group.passed) return { output: { branch: name }, branch: id, report: { branches: looked } };
    }
    return { output: { branch: OTHERWISE.name }, branch: OTHERWISE.id, report: { branches: looked } };
  },
  pairsWith: ["http.request", "slack.post-message", "email.send-email", "flow.delay"],
  faq: [
    {
      question: "What if several branches fit?",
      answer: "The first from the top is taken, and only that one. Drag a branch up to give it precedence.",
    },
    {
      question: "What if none fits?",
      answer: "Then Otherwise is taken. If nothing is connected to it, the run ends there.",
    },
  ],
});
