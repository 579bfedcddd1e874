import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe, out } from "../../../kit/fields";
import { MESSAGE_DATA, payloadOf } from "../examples";
import { PAIRS, questions } from "../questions";
import {
  accepted,
  DOCS_URL,
  envelope,
  flagOf,
  message,
  person,
  raw,
  readEnvelope,
  readMessage,
  readPerson,
  withoutUndefined,
} from "../schemas";

const data = { ...MESSAGE_DATA, proxied: true, prefetched: false, synthetic: false };
const payloadExample = payloadOf(
  { objectType: "email", metric: "opened", eventId: "01KDVDRZ60Y8560PGTC9Q9P13H" },
  data,
);

const read = (payload: Parameters<typeof accepted>[0]) => {
  const event = accepted(payload);
  return withoutUndefined({
    event: "email.opened",
    ...readPerson(event),
    recipient: event.recipient,
    subject: event.subject,
    proxied: flagOf(event.data.proxied),
    prefetched: flagOf(event.data.prefetched),
    synthetic: flagOf(event.data.synthetic),
    ...readMessage(event),
    ...readEnvelope(event),
  });
};

export const emailOpened = defineTrigger({
  slug: "email-opened",
  name: "Email Opened",
  aliases: [
    "on email opened",
    "watch for email opened",
    "new email opened",
    "when an email is opened",
    "open tracking",
  ],
  summary: "Fires when a recipient opens a Customer.io e-mail.",
  firesWhen:
    "When an e-mail that Customer.io sent is opened. Whether that means every open or the first one only depends on the Send Frequency that is chosen for the reporting webhook in Customer.io.",
  docsUrl: DOCS_URL,
  icon: "mail-open",
  sentence: "When anyone opens an e-mail",
  event: "email_opened",
  config: z.object({}),
  output: z.object({
    event: out.text("Event", { description: "Always email.opened.", example: "email.opened" }),
    customer_id: person.customer_id,
    customer_email: person.customer_email,
    cio_id: person.cio_id,
    recipient: maybe.text("Recipient", {
      description: "The address the e-mail went to.",
      example: "ada@example.com",
    }),
    subject: maybe.text("Subject", { example: "Your trial ends in 3 days" }),
    proxied: maybe.boolean("Proxied", { description: "Fetched through a privacy proxy.", example: true }),
    prefetched: maybe.boolean("Prefetched", {
      description:
        "Fetched by Gmail, Apple Mail Privacy Protection or another machine, perhaps unseen by a person.",
      example: false,
    }),
    synthetic: maybe.boolean("Synthetic", {
      description: "Not seen by Customer.io, but concluded from a click.",
      example: false,
    }),
    ...message,
    ...envelope,
    raw: raw(data),
  }),
  read,
  sample: read(payloadExample) as never,
  payloadExample,
  pairsWith: PAIRS,
  faq: questions({
    name: "Email Opened",
    happening: "somebody opens one of your e-mails",
    data: "Who opened it, which message it was, whether a proxy or a machine fetched it (proxied, prefetched) or the open was concluded from a click (synthetic), and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger: for example only opens that were not prefetched, or only one campaign. To hear of first opens only, choose the Send Frequency in Customer.io accordingly.",
  }),
});
