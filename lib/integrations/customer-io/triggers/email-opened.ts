import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe } from "../../../kit/fields";
import { emailOutput, readEmail } from "../email-event";
import { MESSAGE_DATA, payloadOf } from "../examples";
import { PAIRS, questions } from "../questions";
import { DOCS_URL, flagOf } from "../schemas";
import { openExamples } from "../trigger-examples";

const data = { ...MESSAGE_DATA, proxied: true, prefetched: false, synthetic: false };
const payloadExample = payloadOf(
  { objectType: "email", metric: "opened", eventId: "01KDVDRZ60Y8560PGTC9Q9P13H" },
  data,
);

const read = readEmail("email.opened", ({ data: read }) => ({
  proxied: flagOf(read.proxied),
  prefetched: flagOf(read.prefetched),
  synthetic: flagOf(read.synthetic),
}));

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
  output: emailOutput(
    "email.opened",
    {
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
    },
    data,
  ),
  read,
  sample: read(payloadExample) as never,
  payloadExample,
  examples: openExamples,
  pairsWith: PAIRS,
  faq: questions({
    name: "Email Opened",
    happening: "somebody opens one of your e-mails",
    data: "Who opened it, which message it was, whether a proxy or a machine fetched it (proxied, prefetched) or the open was concluded from a click (synthetic), and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger: for example only opens that were not prefetched, or only one campaign. To hear of first opens only, choose the Send Frequency in Customer.io accordingly.",
  }),
});
