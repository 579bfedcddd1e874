import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { input, maybe } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

export const transform = defineAction({
  slug: "transform",
  name: "Transform",
  aliases: [
    "jsonata",
    "map",
    "expression",
    "code",
    "calculate",
    "compute",
    "reshape",
    "formula",
    "sum",
    "function",
  ],
  summary: "Calculates a value, a list or an object with a JSONata expression.",
  docsUrl: "https://docs.jsonata.org/overview.html",
  icon: "variable",
  sentence: "Calculate {expression}",
  role: "data",
  input: z.object({
    data: input.json("Data", {
      start: { trigger: "{{ trigger }}" },
      description: "What the expression can read, by name. Add the fields of other steps that it needs.",
    }),
    expression: input.expression("Expression", {
      placeholder: "$uppercase(trigger.customer_email)",
      description:
        'JSONata: paths such as trigger.href, functions such as $sum(…), objects such as {"plan": …}.',
    }),
    resultShape: input.shape("Fields of the result"),
  }),
  output: z.object({
    result: maybe.json("Result", {
      description: "Whatever the expression comes to. Not provided where it comes to nothing.",
      example: { email: "ADA@EXAMPLE.COM", clicks: 3 },
    }),
  }),
  sample: { result: { email: "ADA@EXAMPLE.COM", clicks: 3 } },
  lazyInputs: ["expression"],
  evaluates: { expression: "expression", data: "data", result: "result", shape: "resultShape" },
  canFail: true,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { expression, data }, evaluate }) {
    const result = await evaluate(expression, data ?? {});
    return { output: result === undefined ? {} : { result } };
  },
  pairsWith: ["flow.filter", "flow.branch", "http.request", "slack.post-message"],
  faq: [
    {
      question: "What can it read?",
      answer:
        "What Data names, and nothing else: the trigger's output at first. It has no network, no files and no memory of other runs.",
    },
    {
      question: "What if the expression never ends?",
      answer:
        "It is stopped after a second, or when it needs more than 64 MB, and the step fails with the reason. Other runs are not held up.",
    },
    {
      question: "Which fields can later steps pick?",
      answer:
        "Those that the result had for the sample shown below the expression. Others can be written by hand: a real event may bring more.",
    },
    {
      question: "Is it all of JSONata?",
      answer:
        "Nearly. Patterns run in linear time, so they have no look-around and no back references; a result has at most 250,000 characters as JSON.",
    },
  ],
});
