import { z } from "zod";
import type { ConditionGroup } from "../../../conditions/condition";
import { evaluateGroup } from "../../../conditions/evaluate";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

const OTHERWISE = { id: "otherwise", name: "Otherwise" };

/** A case is named by the values it takes. */
const caseGroup = (field: string, values: string): ConditionGroup => ({
  match: "all",
  conditions: [{ field, type: "text", operator: "is_one_of", value: values }],
});

export const split = defineAction({
  slug: "split",
  name: "Split by value",
  aliases: ["switch", "case", "route by value", "router", "by plan", "by country", "values"],
  summary: "Sends a run down the way that is named after a value.",
  docsUrl: "/integrations/flow",
  icon: "git-fork",
  sentence: "Split by {value}",
  role: "logic",
  input: z.object({
    value: input.text("Value", {
      placeholder: "Pick a field",
      description: "Compared with each case, without regard to large and small letters.",
    }),
    cases: input.cases("Cases", {
      description: "One way out each. Several values in one case are divided by commas.",
    }),
  }),
  output: z.object({ branch: out.text("Case taken", { example: "pro" }) }),
  sample: { branch: "pro" },
  lazyInputs: ["value"],
  branching: { fixed: [OTHERWISE], fromConfig: "cases" },
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { value, cases }, resolve, now }) {
    const looked = [];
    for (const { id, name } of cases) {
      const group = evaluateGroup(caseGroup(value, name), resolve, { now: now() });
      looked.push({ id, name, group });
      if (group.passed) return { output: { branch: name }, branch: id, report: { branches: looked } };
    }
    return { output: { branch: OTHERWISE.name }, branch: OTHERWISE.id, report: { branches: looked } };
  },
  pairsWith: ["flow.branch", "http.request", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "When is it better than a branch?",
      answer:
        "When one value decides: a plan, a country, a campaign. A branch can look at several fields, with other comparisons than equality.",
    },
    {
      question: "What if the value is missing or new?",
      answer: "Then Otherwise is taken. If nothing is connected to it, the run ends there.",
    },
  ],
});
