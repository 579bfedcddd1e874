import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe } from "../../../kit/fields";
import { emailOutput, readEmail } from "../email-event";
import { MESSAGE_DATA, payloadOf } from "../examples";
import { PAIRS, questions } from "../questions";
import { DOCS_URL, flagOf, idOf, messageSource, textOf } from "../schemas";
import { clickExamples } from "../trigger-examples";

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

const read = readEmail("email.clicked", ({ data: read }) => ({
  href: textOf(read.href),
  link_id: idOf(read.link_id),
  machine: flagOf(read.machine),
}));

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
  output: emailOutput(
    "email.clicked",
    {
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
    },
    data,
  ),
  read,
  links: {
    field: "href",
    read: ({ href, machine, subject, ...message }) => ({
      url: href,
      machine,
      source: messageSource(message),
      subject,
    }),
    examples: [
      data.href,
      "https://shop.example.com/docs",
      "https://shop.example.com/customers",
      "https://shop.example.com/careers",
    ],
  },
  sample: read(payloadExample) as never,
  payloadExample,
  examples: clickExamples,
  pairsWith: PAIRS,
  faq: questions({
    name: "Email Link Clicked",
    happening: "somebody clicks a tracked link in one of your e-mails",
    data: "The link with its query parameters, who clicked (customer id, e-mail, Customer.io id), which message it was (campaign, newsletter, broadcast or transactional, with ids and subject), whether Customer.io takes the click for a machine's, and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger and pick any field: the path or host of the link, a query parameter, the campaign, the person. Address operators look at parts of the link, so tracking parameters do not get in the way.",
  }),
});
