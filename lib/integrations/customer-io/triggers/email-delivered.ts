import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { emailOutput, readEmail } from "../email-event";
import { MESSAGE_DATA, payloadOf } from "../examples";
import { PAIRS, questions } from "../questions";
import { DOCS_URL } from "../schemas";
import { deliveryExamples } from "../trigger-examples";

const payloadExample = payloadOf(
  { objectType: "email", metric: "delivered", eventId: "01KDVDPG20C1Q9Y8NQ4M7J5R3B" },
  MESSAGE_DATA,
);

const read = readEmail("email.delivered", () => ({}));

export const emailDelivered = defineTrigger({
  slug: "email-delivered",
  name: "Email Delivered",
  aliases: [
    "on email delivered",
    "watch for email delivered",
    "new email delivered",
    "when an email is delivered",
  ],
  summary: "Fires when the recipient's mail server accepts a Customer.io e-mail.",
  firesWhen:
    "When the recipient's mail server has accepted an e-mail that Customer.io sent. Accepted does not mean seen: it may still land in a spam folder.",
  docsUrl: DOCS_URL,
  icon: "mail-check",
  sentence: "When an e-mail is delivered",
  event: "email_delivered",
  config: z.object({}),
  output: emailOutput("email.delivered", {}, MESSAGE_DATA),
  read,
  sample: read(payloadExample) as never,
  payloadExample,
  examples: deliveryExamples,
  pairsWith: PAIRS,
  faq: questions({
    name: "Email Delivered",
    happening: "the recipient's mail server accepts one of your e-mails",
    data: "Who it was for, the address it went to, which message it was with its ids and subject, and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger: one campaign, one newsletter, a part of the subject, a domain.",
  }),
});
