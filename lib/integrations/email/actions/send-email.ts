import { createHash } from "node:crypto";
import { z } from "zod";
import { defineAction } from "../../../kit/define";
import { FatalError } from "../../../kit/errors";
import { input, out } from "../../../kit/fields";
import { type SmtpConnection, sendMail } from "../client";

export const sendEmail = defineAction({
  slug: "send-email",
  name: "Send an e-mail",
  aliases: ["email", "mail", "smtp", "notify by email"],
  summary: "Sends an e-mail through your SMTP server.",
  docsUrl: "/integrations/email",
  icon: "mail",
  sentence: "E-mail {to}: “{subject}”",
  role: "action",
  connection: z.object({
    host: z.string(),
    port: z.coerce.number(),
    security: z.enum(["starttls", "tls", "none"]).default("starttls"),
    user: z.string().optional(),
    password: z.string().optional(),
    from: z.string(),
  }),
  input: z.object({
    to: input.text("To", {
      placeholder: "team@example.com",
      description: "One address, or several with commas.",
    }),
    subject: input.text("Subject"),
    text: input.multiline("Text"),
    replyTo: input.optionalText("Reply to", { advanced: true }),
  }),
  output: z.object({
    message_id: out.text("Message id", { example: "<2f1c@hookline>" }),
    accepted: out.text("Accepted recipients", { example: "team@example.com" }),
  }),
  sample: { message_id: "<2f1c@hookline>", accepted: "team@example.com" },
  canFail: true,
  retry: { maxAttempts: 5, backoffMs: 5_000, maxBackoffMs: 600_000 },
  safeToRepeat: false,
  timeoutMs: 60_000,
  async run({ input, connection, resolveHost, signal, rehearse, idempotencyKey }) {
    const { to, subject, text, replyTo } = input;
    // The same for every try, so that mail systems that drop repeated ids drop a repeated mail.
    const messageId = `<${createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 32)}@hookline>`;
    const sent = await sendMail(
      { connection: connection as SmtpConnection, resolveHost, signal, ...(rehearse ? { rehearse } : {}) },
      { to, subject, text, messageId, ...(replyTo?.trim() ? { replyTo } : {}) },
    );
    if (sent.accepted.length === 0)
      throw new FatalError(`No recipient was accepted: ${sent.rejected.join(", ")}.`);
    return { output: { message_id: sent.messageId, accepted: sent.accepted.join(", ") } };
  },
  pairsWith: ["flow.filter", "flow.branch", "flow.delay", "http.request"],
  faq: [
    {
      question: "Can one e-mail go out twice?",
      answer:
        "Not by itself. If Hookline is stopped while the e-mail is handed over, nobody can tell whether it went out: the run waits and asks you. Under Options you can choose that it is sent again, or counts as failed, instead.",
    },
    {
      question: "Can it send to the person who clicked?",
      answer:
        "Yes, pick the customer e-mail as recipient. For marketing mail let Customer.io send instead, because it knows who has unsubscribed.",
    },
  ],
});
