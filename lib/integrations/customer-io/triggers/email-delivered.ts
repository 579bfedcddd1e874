import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe, out } from "../../../kit/fields";
import { MESSAGE_DATA, payloadOf } from "../examples";
import { PAIRS, questions } from "../questions";
import {
  accepted,
  DOCS_URL,
  envelope,
  message,
  person,
  raw,
  readEnvelope,
  readMessage,
  readPerson,
  withoutUndefined,
} from "../schemas";

const payloadExample = payloadOf(
  { objectType: "email", metric: "delivered", eventId: "01KDVDPG20C1Q9Y8NQ4M7J5R3B" },
  MESSAGE_DATA,
);

const read = (payload: Parameters<typeof accepted>[0]) => {
  const event = accepted(payload);
  return withoutUndefined({
    event: "email.delivered",
    ...readPerson(event),
    recipient: event.recipient,
    subject: event.subject,
    ...readMessage(event),
    ...readEnvelope(event),
  });
};

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
  output: z.object({
    event: out.text("Event", { description: "Always email.delivered.", example: "email.delivered" }),
    customer_id: person.customer_id,
    customer_email: person.customer_email,
    cio_id: person.cio_id,
    recipient: maybe.text("Recipient", {
      description: "The address the e-mail went to.",
      example: "ada@example.com",
    }),
    subject: maybe.text("Subject", { example: "Your trial ends in 3 days" }),
    ...message,
    ...envelope,
    raw: raw(MESSAGE_DATA),
  }),
  read,
  sample: read(payloadExample) as never,
  payloadExample,
  pairsWith: PAIRS,
  faq: questions({
    name: "Email Delivered",
    happening: "the recipient's mail server accepts one of your e-mails",
    data: "Who it was for, the address it went to, which message it was with its ids and subject, and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger: one campaign, one newsletter, a part of the subject, a domain.",
  }),
});
