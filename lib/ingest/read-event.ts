/** Bytes to an event, or to the reason why they are none. Pure. */
import type { JsonValue } from "../base/json";
import { err, type Result } from "../base/result";
import { isDeeperThan, MAX_DEPTH, toStorable } from "../base/storable";
import type { EnvelopeIssue, EventEnvelope, WebhookSource } from "../kit/webhook";

export interface ReadEvent {
  payload: JsonValue;
  envelope: EventEnvelope;
}

export function readEvent(source: WebhookSource, body: Uint8Array): Result<ReadEvent, EnvelopeIssue[]> {
  const payload = parse(body);
  if (!payload.ok) return payload;
  const envelope = source.readEnvelope(payload.value);
  return envelope.ok
    ? { ok: true, value: { payload: payload.value, envelope: storableEnvelope(envelope.value) } }
    : envelope;
}

function parse(body: Uint8Array): Result<JsonValue, EnvelopeIssue[]> {
  const refuse = (message: string) => err([{ path: "", message }]);
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body)) as JsonValue;
    if (isDeeperThan(value)) return refuse(`The body nests deeper than ${MAX_DEPTH} levels.`);
    return { ok: true, value: toStorable(value) };
  } catch (error) {
    return refuse(
      error instanceof SyntaxError
        ? `The body is not JSON: ${error.message}.`
        : "The body is not UTF-8 text.",
    );
  }
}

/** Search columns have limits; the payload keeps the whole. */
const MAX_COLUMN = 2_000;

function storableEnvelope(envelope: EventEnvelope): EventEnvelope {
  const cut = (text: string | null) => (text === null ? null : text.slice(0, MAX_COLUMN).toWellFormed());
  return {
    ...envelope,
    event: envelope.event.slice(0, 100),
    occurredAt: storableDate(envelope.occurredAt),
    personId: cut(envelope.personId),
    personEmail: cut(envelope.personEmail),
    url: cut(envelope.url),
    subject: cut(envelope.subject),
    messageDeliveryId: cut(envelope.messageDeliveryId),
  };
}

const LAST_INSTANT = Date.UTC(9999, 11, 31);

/** A time beyond the year 9999 is a mistake, and has a form that PostgreSQL does not read. */
const storableDate = (date: Date | null): Date | null =>
  date !== null && Math.abs(date.getTime()) < LAST_INSTANT ? date : null;
