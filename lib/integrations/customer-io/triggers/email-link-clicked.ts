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
  idOf,
  message,
  person,
  raw,
  readEnvelope,
  readMessage,
  readPerson,
  textOf,
  withoutUndefined,
} from "../schemas";

const data = {
  ...MESSAGE_DATA,
  href: "https://shop.example.com/pricing?plan=pro",
  link_id: 1,
  machine: false,
};
const payloadExample = payloadOf(
  { objectType: "email", metric: "clicked", eventId: "01KDVDQ4K0JDTTK16NJCF2TSGT" },
  data,
);

const read = (payload: Parameters<typeof accepted>[0]) => {
  const event = accepted(payload);
  return withoutUndefined({
    event: "email.clicked",
    ...readPerson(event),
    recipient: event.recipient,
    subject: event.subject,
    href: textOf(event.data.href),
    link_id: idOf(event.data.link_id),
    machine: flagOf(event.data.machine),
    ...readMessage(event),
    ...readEnvelope(event),
  });
};

export const emailLinkClicked = defineTrigger({
  slug: "email-link-clicked",
  name: "Email Link Clicked",
  aliases: [
    "on email link clicked",
    "watch for email link clicked",
    "new email link clicked",
    "when email link clicked",
    "when a link in an email is clicked",
  ],
  summary: "Fires when a recipient clicks a tracked link in a Customer.io e-mail.",
  firesWhen:
    "When somebody clicks a tracked link in an e-mail that Customer.io sent: from a campaign, a newsletter, an API-triggered broadcast or a transactional message. One event per click; Customer.io's Send Frequency decides whether that is every click or the first one only.",
  docsUrl: DOCS_URL,
  icon: "mouse-pointer-click",
  sentence: "When anyone clicks a link in an e-mail",
  event: "email_clicked",
  config: z.object({}),
  output: z.object({
    event: out.text("Event", { description: "Always email.clicked.", example: "email.clicked" }),
    customer_id: person.customer_id,
    customer_email: person.customer_email,
    cio_id: person.cio_id,
    recipient: maybe.text("Recipient", {
      description: "The address the e-mail went to.",
      example: "ada@example.com",
    }),
    subject: maybe.text("Subject", { example: "Your trial ends in 3 days" }),
    href: maybe.url("Link", {
      description: "The address of the clicked link, with its query parameters.",
      example: "https://shop.example.com/pricing?plan=pro",
    }),
    link_id: maybe.id("Link id", { example: 1 }),
    machine: maybe.boolean("Machine click", {
      description:
        "True when Customer.io thinks that a security scanner clicked. Not provided where it does not know.",
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
    name: "Email Link Clicked",
    happening: "somebody clicks a tracked link in one of your e-mails",
    data: "The link with its query parameters, who clicked (customer id, e-mail, Customer.io id), which message it was (campaign, newsletter, broadcast or transactional, with ids and subject), whether Customer.io takes the click for a machine's, and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger and pick any field: the path or host of the link, a query parameter, the campaign, the person. Address operators look at parts of the link, so tracking parameters do not get in the way.",
  }),
});
