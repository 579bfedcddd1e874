/** How a provider signs and labels its webhooks. The signature scheme is data; reading the envelope is one pure function. */
import type { JsonValue } from "../base/json";
import type { Result } from "../base/result";

export interface HmacScheme {
  scheme: "hmac";
  algorithm: "sha1" | "sha256";
  encoding: "hex" | "base64";
  /** Lower-case header names. */
  signatureHeader: string;
  timestampHeader: string;
  /** What is signed; `{timestamp}` and `{body}` are replaced, body byte for byte. */
  signedContent: string;
}

/** What every event has, whatever its type; fills the columns that inbox and runs list search. */
export interface EventEnvelope {
  /** Matched against `TriggerDefinition.event`, e.g. `email_clicked`. Unknown ones are kept as they come. */
  event: string;
  /** The provider's event id; null where the form has none, then each delivery is an event of its own. */
  externalEventId: string | null;
  occurredAt: Date | null;
  personId: string | null;
  personEmail: string | null;
  /** The link, for clicks. */
  url: string | null;
  subject: string | null;
  /** The provider's id of the message sent. */
  messageDeliveryId: string | null;
}

export interface EnvelopeIssue {
  path: string;
  message: string;
}

export interface WebhookSource {
  verify: HmacScheme;
  /** Lenient: refuses only what cannot be told apart from garbage. */
  readEnvelope: (payload: JsonValue) => Result<EventEnvelope, EnvelopeIssue[]>;
  /** Menu path and settings shown beside the address after publishing. */
  setup: { menuPath: string[]; advice: string[]; eventNames: Record<string, string> };
}
