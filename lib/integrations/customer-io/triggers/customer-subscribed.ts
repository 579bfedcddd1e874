import { z } from "zod";
import { defineTrigger } from "../../../kit/define";
import { maybe, out } from "../../../kit/fields";
import { CUSTOMER_DATA, payloadOf } from "../examples";
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
  textOf,
  withoutUndefined,
} from "../schemas";
import { subscriptionExamples } from "../trigger-examples";

const payloadExample = payloadOf(
  { objectType: "customer", metric: "subscribed", eventId: "01KDVF8JM0W037T8WS9GKJR9WS" },
  CUSTOMER_DATA,
);

const read = (payload: Parameters<typeof accepted>[0]) => {
  const event = accepted(payload);
  return withoutUndefined({
    event: "customer.subscribed",
    ...readPerson(event),
    email_address: textOf(event.data.email_address) ?? event.customerEmail,
    channel: textOf(event.raw.object_type),
    ...readMessage(event),
    ...readEnvelope(event),
  });
};

export const customerSubscribed = defineTrigger({
  slug: "customer-subscribed",
  name: "Customer Subscribed",
  aliases: [
    "on customer subscribed",
    "watch for customer subscribed",
    "new customer subscribed",
    "when a customer subscribes again",
    "resubscribed",
  ],
  summary: "Fires when a person's unsubscribed attribute is set back to false.",
  firesWhen:
    "When a person subscribes again: their unsubscribed attribute was explicitly set to false. It does not fire when somebody joins a segment or a list, or is created.",
  docsUrl: DOCS_URL,
  icon: "user-check",
  sentence: "When a person subscribes again",
  event: "customer_subscribed",
  config: z.object({}),
  output: z.object({
    event: out.text("Event", { description: "Always customer.subscribed.", example: "customer.subscribed" }),
    customer_id: person.customer_id,
    customer_email: person.customer_email,
    cio_id: person.cio_id,
    email_address: maybe.text("E-mail address", { example: "ada@example.com" }),
    channel: maybe.text("Channel", {
      description: "customer, or the channel of the message that led to it (email, sms, …).",
      example: "customer",
    }),
    ...message,
    ...envelope,
    raw: raw(CUSTOMER_DATA),
  }),
  read,
  sample: read(payloadExample) as never,
  payloadExample,
  examples: subscriptionExamples,
  pairsWith: PAIRS,
  faq: questions({
    name: "Customer Subscribed",
    happening: "a person's unsubscribed attribute is set back to false",
    data: "Who subscribed (customer id, e-mail, Customer.io id), the channel, the message that led to it where there was one, and the whole payload.",
    filter:
      "Yes. Put a filter right after the trigger: for example only people who came back through an e-mail, or one domain. It cannot tell you about segments: joining one does not send this event.",
  }),
});
