/**
 * The kinds of event that a workflow meets sooner or later, for testing it before they do. Which members each kind of message has is
 * Customer.io's documentation of reporting webhooks; what an example leaves out is left out on the wire, too.
 */
import type { JsonObject } from "../../base/json";
import type { TriggerExample } from "../../kit/define";
import { CUSTOMER_DATA, MESSAGE_DATA, payloadOf } from "./examples";

interface Wire {
  objectType: string;
  metric: string;
}
type Variant = Omit<TriggerExample, "payload"> & { data: JsonObject };

const { campaign_id, action_id, journey_id, ...OF_ANY_MESSAGE } = MESSAGE_DATA;
const CAMPAIGN = { campaign_id, action_id, journey_id };
const ANONYMOUS = { id: null, email: null, cio_id: "d9c106000002" };

/** One for each kind of message, and one for somebody whom the workspace does not know. */
const MESSAGES: readonly Variant[] = [
  {
    id: "campaign",
    name: "Campaign e-mail",
    summary: "Sent by a step of a campaign.",
    data: CAMPAIGN,
  },
  {
    id: "newsletter",
    name: "Newsletter",
    summary: "Has a newsletter and a variant instead of a campaign.",
    data: { newsletter_id: 17, content_id: 3 },
  },
  {
    id: "transactional",
    name: "Transactional e-mail",
    summary: "Has a transactional message instead of a campaign.",
    data: { transactional_message_id: 9 },
  },
  {
    id: "broadcast",
    name: "API-triggered broadcast",
    summary: "Has a broadcast and its trigger instead of a campaign.",
    data: { broadcast_id: 41, trigger_id: 5, action_id },
  },
];

const ANONYMOUS_PERSON: Variant = {
  id: "anonymous",
  name: "Anonymous person",
  summary: "Neither an id nor an address of your own: only Customer.io's id of the person.",
  data: { ...CAMPAIGN, customer_id: "", identifiers: ANONYMOUS },
};

const LINK = { href: "https://shop.example.com/pricing?plan=pro", link_id: 1 };
const CLICKS: readonly Variant[] = [
  ...MESSAGES.map((variant) => ({ ...variant, data: { ...variant.data, ...LINK, machine: false } })),
  { ...ANONYMOUS_PERSON, data: { ...ANONYMOUS_PERSON.data, ...LINK, machine: false } },
  {
    id: "machine-click",
    name: "Machine click",
    summary: "Customer.io says that a security scanner clicked.",
    data: { ...CAMPAIGN, ...LINK, machine: true },
  },
  {
    id: "no-machine-field",
    name: "No machine field",
    summary: "Customer.io does not say whether a person or a machine clicked.",
    data: { ...CAMPAIGN, ...LINK },
  },
  ...[
    [
      "tracking",
      "Tracking parameters",
      "https://shop.example.com/pricing?utm_source=mail&utm_campaign=may#top",
    ],
    ["international", "International address", "https://bücher.example/preise/größe%20XL?q=%E2%9C%93"],
    ["upper-case-port", "Upper case and a port", "HTTPS://SHOP.Example.com:8443/Pricing/"],
    ["relative", "Relative link", "/pricing?plan=pro"],
    ["malformed", "Malformed link", "http://%zz shop..example/pricing"],
    ["mailto", "E-mail link", "mailto:sales@example.com?subject=Pricing"],
    ["unsubscribe", "Unsubscribe link", "https://track.example.com/unsubscribe/dGhpcyBpcyBh"],
  ].map(([id = "", name = "", href = ""]) => ({
    id: `url-${id}`,
    name: `Odd link: ${name}`,
    summary: href,
    data: { ...CAMPAIGN, ...LINK, href, machine: false },
  })),
];

const PERSON_OPENED = { proxied: false, prefetched: false, synthetic: false };
const OPENS: readonly Variant[] = [
  ...[...MESSAGES, ANONYMOUS_PERSON].map((variant) => ({
    ...variant,
    data: { ...variant.data, ...PERSON_OPENED },
  })),
  {
    id: "machine-open",
    name: "Machine open",
    summary: "Fetched by a privacy proxy before anybody looked.",
    data: { ...CAMPAIGN, ...PERSON_OPENED, proxied: true, prefetched: true },
  },
  {
    id: "synthetic",
    name: "Concluded from a click",
    summary: "Nobody loaded the pictures; Customer.io saw a click and infers an open.",
    data: { ...CAMPAIGN, ...PERSON_OPENED, synthetic: true },
  },
  {
    id: "no-machine-field",
    name: "No machine fields",
    summary: "Customer.io does not say whether a person or a machine opened it.",
    data: CAMPAIGN,
  },
];

const { identifiers: KNOWN } = CUSTOMER_DATA;
/** `email_address` stands in the payload of a person's events alone. */
const SUBSCRIPTIONS: readonly (Variant & { objectType?: string })[] = [
  {
    id: "person",
    name: "In their profile",
    summary: "Somebody set the person's unsubscribed attribute to false; no message led to it.",
    data: {},
  },
  ...MESSAGES.map(({ id, name, data }) => ({
    id,
    name: `After a message: ${name}`,
    summary: "The channel is that of the message that led to it.",
    objectType: "email",
    data: { ...data, delivery_id: MESSAGE_DATA.delivery_id },
  })),
  {
    id: "anonymous",
    name: "Anonymous person",
    summary: "Neither an id nor an address of your own: only Customer.io's id of the person.",
    data: { customer_id: "", email_address: null, identifiers: ANONYMOUS },
  },
  {
    id: "no-address",
    name: "No e-mail address",
    summary: "The person has an id and no address.",
    data: { email_address: null, identifiers: { ...KNOWN, email: null } },
  },
];

const examplesOf = (
  wire: Wire,
  common: JsonObject,
  variants: readonly (Variant & { objectType?: string })[],
) =>
  variants.map(
    ({ data, objectType = wire.objectType, ...named }, index): TriggerExample => ({
      ...named,
      payload: payloadOf(
        { objectType, metric: wire.metric, eventId: eventId(wire.metric, index) },
        {
          ...common,
          ...data,
        },
      ),
    }),
  );

/** Looks like Customer.io's and is the same every time. */
const eventId = (metric: string, index: number) =>
  `01KD0D0000${metric.toUpperCase()}${String(index + 1).padStart(16 - metric.length, "0")}`;

export const clickExamples = examplesOf({ objectType: "email", metric: "clicked" }, OF_ANY_MESSAGE, CLICKS);
export const openExamples = examplesOf({ objectType: "email", metric: "opened" }, OF_ANY_MESSAGE, OPENS);
export const deliveryExamples = examplesOf({ objectType: "email", metric: "delivered" }, OF_ANY_MESSAGE, [
  ...MESSAGES,
  ANONYMOUS_PERSON,
]);
export const subscriptionExamples = examplesOf(
  { objectType: "customer", metric: "subscribed" },
  CUSTOMER_DATA,
  SUBSCRIPTIONS,
);
