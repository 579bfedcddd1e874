import { err, ok } from "../../base/result";
import { defineIntegration } from "../../kit/define";
import type { WebhookSource } from "../../kit/webhook";
import { hostLimits } from "./host-limits";
import { readPayload, textOf } from "./read-payload";
import { DOCS_URL } from "./schemas";
import { customerSubscribed } from "./triggers/customer-subscribed";
import { emailDelivered } from "./triggers/email-delivered";
import { emailLinkClicked } from "./triggers/email-link-clicked";
import { emailOpened } from "./triggers/email-opened";

const MAX_EVENT_ID_LENGTH = 255;

const readEnvelope: WebhookSource["readEnvelope"] = (payload) => {
  const event = readPayload(payload);
  if (event === null)
    return err([
      { path: "", message: "It names no event, or has no data: this is not a Customer.io event." },
    ]);
  // The two-field form never had an id; each delivery of it is an event of its own.
  if (event.eventId === undefined && event.raw.event === undefined)
    return err([
      { path: "event_id", message: "event_id is missing or empty, so a redelivery could not be told apart." },
    ]);
  if ((event.eventId?.length ?? 0) > MAX_EVENT_ID_LENGTH)
    return err([{ path: "event_id", message: `event_id is longer than ${MAX_EVENT_ID_LENGTH} characters.` }]);
  return ok({
    event: event.event,
    externalEventId: event.eventId ?? null,
    occurredAt: event.occurredAt ?? null,
    personId: event.customerId ?? event.cioId ?? null,
    personEmail: event.customerEmail ?? null,
    url: textOf(event.data.href) ?? null,
    subject: event.subject ?? null,
    messageDeliveryId: event.deliveryId ?? null,
  });
};

export const customerIo = defineIntegration({
  id: "customer-io",
  name: "Customer.io",
  summary: "Start workflows from what people do with your e-mails.",
  description:
    "Customer.io tells Hookline about clicks, opens, deliveries and subscriptions by reporting webhooks, within seconds and signed. One address serves all four triggers.",
  category: "Marketing automation",
  docsUrl: DOCS_URL,
  updatedOn: "2026-11-24",
  webhook: {
    verify: {
      scheme: "hmac",
      algorithm: "sha256",
      encoding: "hex",
      signatureHeader: "x-cio-signature",
      timestampHeader: "x-cio-timestamp",
      signedContent: "v0:{timestamp}:{body}",
    },
    readEnvelope,
    setup: {
      menuPath: ["Data & Integrations", "Integrations", "Reporting Webhooks"],
      advice: [
        "Tick the events that your workflows start with, for example Email clicked.",
        "Choose to send every event, not only the first: a security scanner's click may otherwise be the only one you hear of.",
        "Copy the signing key from the same page and paste it here.",
      ],
      eventNames: {
        email_clicked: "Email clicked",
        email_opened: "Email opened",
        email_delivered: "Email delivered",
        customer_subscribed: "Customer subscribed",
      },
    },
  },
  hostLimits,
  triggers: [emailLinkClicked, emailOpened, emailDelivered, customerSubscribed],
  actions: [],
});
