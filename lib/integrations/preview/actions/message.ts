import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { input, out } from "../../../kit/fields";

export const message = defineAction({
  slug: "message",
  name: "Message preview",
  aliases: ["log", "note", "print", "debug", "test message", "show"],
  summary: "Shows the text that it would send; needs no account.",
  docsUrl: "/integrations/preview",
  icon: "message-square-text",
  sentence: "Show “{text}”",
  role: "action",
  input: z.object({
    text: input.multiline("Text", { placeholder: "Somebody clicked a link" }),
  }),
  output: z.object({ text: out.text("Text", { example: "Ada clicked https://example.com/pricing" }) }),
  sample: { text: "Ada clicked https://example.com/pricing" },
  canFail: false,
  retry: { maxAttempts: 2, backoffMs: 1_000, maxBackoffMs: 1_000 },
  safeToRepeat: true,
  timeoutMs: 10_000,
  run: async ({ input: { text } }) => ({ output: { text } }),
  pairsWith: ["flow.filter", "flow.branch", "slack.post-message", "email.send-email"],
  faq: [
    {
      question: "Where does the message go?",
      answer: "Nowhere. It is shown in the run, exactly as it would have been sent.",
    },
  ],
});
