import { z } from "zod";
import { isRecord } from "../../../base/json";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { LOGIC_RETRY } from "../logic-retry";

export const setFields = defineAction({
  slug: "set-fields",
  name: "Set fields",
  aliases: ["map", "rename", "assign", "set values", "edit fields", "compose", "formatter", "transform"],
  summary: "Gives values new names, so that later steps pick them from one place.",
  docsUrl: "/integrations/flow",
  icon: "pencil-line",
  sentence: "Set {fields}",
  role: "data",
  input: z.object({
    fields: input.requiredJson("Fields", {
      description: "A name and its value each. A value that is just one field keeps that field's type.",
    }),
  }),
  output: z.object({
    fields: out.json("Fields", { example: { plan: "pro", link: "https://example.com/pricing" } }),
  }),
  sample: { fields: { plan: "pro", link: "https://example.com/pricing" } },
  mirrors: "fields",
  canFail: false,
  retry: LOGIC_RETRY,
  safeToRepeat: true,
  timeoutMs: 10_000,
  async run({ input: { fields } }) {
    if (!isRecord(fields)) throw new FatalError("Fields: they are not names with values.");
    return { output: { fields } };
  },
  pairsWith: ["http.request", "slack.post-message", "email.send-email", "flow.branch"],
  faq: [
    {
      question: "Why set fields that are there already?",
      answer:
        "To give them the names of the service behind, to put a text together once and use it often, or to change in one place what many steps use.",
    },
    {
      question: "What if a value is missing?",
      answer:
        "A field that is just that value is left out. In a longer text the missing part is empty. Give it a default to have something else.",
    },
  ],
});
