import { z } from "zod";
import { takeBranches } from "../../../conditions/take-branches";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

const OTHERWISE = { id: "otherwise", name: "Otherwise" };

export const branch = defineAction({
  slug: "branch",
  name: "Branch",
  aliases: [
    "if else",
    "branch by link",
    "switch",
    "split",
    "router",
    "paths",
    "condition",
    "link goes to",
    "choose",
  ],
  summary: "Sends a run down the branches whose conditions hold: the first one, or all.",
  docsUrl: "/integrations/flow",
  icon: "split",
  sentence: "Go to whichever of {branches} fits",
  role: "logic",
  input: z.object({
    branches: input.branches("Branches", {
      description: "Checked from top to bottom.",
    }),
    take: input.select(
      "If several fit",
      [
        { value: "first", label: "Only the first is taken" },
        { value: "all", label: "All of them are taken" },
      ],
      {
        default: "first",
        description:
          "Where branches lead to the same step again, it runs once, when all of them have got there.",
      },
    ),
  }),
  output: z.object({
    branch: out.text("Branch taken", { description: "Its name; several with commas.", example: "Pricing" }),
  }),
  sample: { branch: "Pricing" },
  lazyInputs: ["branches"],
  branching: { fixed: [OTHERWISE], fromConfig: "branches", all: { key: "take", is: "all" } },
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { branches, take }, resolve, now }) {
    const { taken, looked } = takeBranches(branches, { resolve, now: now(), all: take === "all" });
    const report = {
      branches: looked.map(({ branch: { id, name }, group }) => ({ id, name, group })),
    };
    if (taken.length === 0) return { output: { branch: OTHERWISE.name }, branch: OTHERWISE.id, report };
    return {
      output: { branch: taken.map(({ name }) => name).join(", ") },
      branch: taken.map(({ id }) => id),
      report,
    };
  },
  pairsWith: ["http.request", "slack.post-message", "email.send-email", "flow.delay"],
  faq: [
    {
      question: "What if several branches fit?",
      answer:
        "The first from the top is taken, and only that one; drag a branch up to give it precedence. Or let all that fit be taken: then each goes its own way, and a step where they meet again runs once.",
    },
    {
      question: "What if none fits?",
      answer: "Then Otherwise is taken. If nothing is connected to it, the run ends there.",
    },
  ],
});
