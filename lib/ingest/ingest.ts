/**
 * One request at an endpoint becomes one stored delivery and, where it carries an event that is new, that event and its runs. Expected
 * outcomes are values; only an unreachable database throws. The door (lib/server/hooks) turns outcomes into status codes.
 */
import { createHash } from "node:crypto";
import type { Clock } from "../base/clock";
import { derivedId, newId, siblingId } from "../base/ids";
import type { AnyTrigger } from "../kit/define";
import type { EnvelopeIssue, WebhookSource } from "../kit/webhook";
import type { EventStore, HeldReason, NewDelivery, NewEvent, StoredEndpoint } from "./event-store";
import { keptHeaders } from "./kept-headers";
import { match } from "./match";
import { type ReadEvent, readEvent } from "./read-event";
import { verifyHmac } from "./verify/verify-hmac";

export type IngestResult =
  | { outcome: "accepted"; eventId: string; runs: number }
  | { outcome: "duplicate"; eventId: string | null }
  | { outcome: "unmatched"; eventId: string }
  | { outcome: "held"; reason: HeldReason; eventId: string }
  | { outcome: "unreadable"; issues: EnvelopeIssue[] }
  | { outcome: "rejected"; reason: string }
  | { outcome: "unknown_endpoint" };

export interface IngestDeps {
  store: EventStore;
  sourceOf: (integrationId: string) => WebhookSource | undefined;
  lookupTrigger: (type: string) => AnyTrigger | undefined;
  /** Decrypts a stored key. */
  openKey: (sealed: string) => string;
  clock: Clock;
}

export interface IncomingDelivery {
  endpointId: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A forger's bodies are not worth much disk. */
const MAX_REJECTED_BODY = 16 * 1024;

export interface Ingest {
  ingest: (incoming: IncomingDelivery) => Promise<IngestResult>;
}

export const createIngest = (deps: IngestDeps): Ingest => ({ ingest: (incoming) => ingest(deps, incoming) });

async function ingest(deps: IngestDeps, incoming: IncomingDelivery): Promise<IngestResult> {
  const endpoint = await deps.store.findEndpoint(incoming.endpointId);
  const source = endpoint && deps.sourceOf(endpoint.integrationId);
  if (!endpoint || !source) return { outcome: "unknown_endpoint" };
  const delivery = decide(deps, { endpoint, source, incoming, receivedAt: deps.clock() });
  if (delivery.activatesKey) await deps.store.activateKey(endpoint.id, delivery.record.receivedAt);
  const recorded = await deps.store.record(delivery.record);
  return resultOf(delivery.record, recorded);
}

export interface DecideInput {
  endpoint: StoredEndpoint;
  source: WebhookSource;
  incoming: Pick<IncomingDelivery, "headers" | "body">;
  receivedAt: Date;
  /** Of a delivery that was stored before; its event keeps its id too. */
  deliveryId?: string;
}
export interface Decision {
  record: NewDelivery;
  activatesKey: boolean;
}

/** What to store. Pure but for new ids; the same for a request that comes now and for one that was held. */
export function decide(deps: Pick<IngestDeps, "lookupTrigger" | "openKey">, input: DecideInput): Decision {
  const { endpoint, source, incoming, receivedAt } = input;
  const verdict = verifyHmac(source.verify, incoming, keysOf(endpoint, deps.openKey));
  const base = baseOf(input);
  if (!verdict.ok && !endpoint.keyActive)
    return { record: holdUnverified(source, base, incoming.body), activatesKey: false };
  if (!verdict.ok) {
    const body = incoming.body.byteLength > MAX_REJECTED_BODY ? null : incoming.body;
    const record: NewDelivery = {
      ...base,
      status: "rejected",
      reason: verdict.reason,
      message: REJECTED[verdict.reason],
      body,
    };
    return { record, activatesKey: false };
  }
  const activatesKey = !endpoint.keyActive;
  const event = readEvent(source, incoming.body);
  if (!event.ok) return { record: unreadable(base, event.error, incoming.body), activatesKey };
  const ageMs = Math.abs(receivedAt.getTime() - verdict.timestampMs);
  const stale = ageMs > endpoint.freshnessSeconds * 1000;
  const record = stale
    ? held(base, event.value, { reason: "stale", claimsId: true, message: staleMessage(ageMs) })
    : routed(deps, { base, endpoint, event: event.value });
  return { record, activatesKey };
}

/** A pasted key replaces the generated one. */
const keysOf = (endpoint: StoredEndpoint, openKey: (sealed: string) => string) => [
  openKey(endpoint.pastedKey ?? endpoint.generatedKey),
];

const baseOf = ({ endpoint, incoming, receivedAt, deliveryId }: DecideInput): NewDelivery => ({
  id: deliveryId ?? newId("dlv", receivedAt.getTime()),
  workspaceId: endpoint.workspaceId,
  endpointId: endpoint.id,
  status: "accepted",
  reason: null,
  message: null,
  headers: keptHeaders(incoming.headers),
  body: null,
  receivedAt,
  event: null,
});

const REJECTED = {
  signature_missing: "The request had no signature.",
  timestamp_missing: "The request had no usable timestamp beside its signature.",
  signature_mismatch: "The signature does not fit: another key, or a body that was changed on its way.",
} as const;

const staleMessage = (ageMs: number) =>
  `Its signature is ${Math.round(ageMs / 1000)} seconds away from our clock, more than this endpoint allows.`;

function unreadable(base: NewDelivery, issues: EnvelopeIssue[], body: Uint8Array): NewDelivery {
  return {
    ...base,
    status: "unreadable",
    reason: "unreadable",
    message: issues[0]?.message ?? "It cannot be read.",
    body,
  };
}

function holdUnverified(source: WebhookSource, base: NewDelivery, body: Uint8Array): NewDelivery {
  const event = readEvent(source, body);
  if (!event.ok) return unreadable(base, event.error, body);
  const message = "No signing key is known yet; it is verified and released once you paste it.";
  return { ...held(base, event.value, { reason: "no_signing_key", claimsId: false, message }), body };
}

function held(
  base: NewDelivery,
  event: ReadEvent,
  why: { reason: HeldReason; claimsId: boolean; message: string },
): NewDelivery {
  const fate: Fate = { status: "held", heldReason: why.reason, claimsId: why.claimsId, runs: [] };
  return { ...base, reason: why.reason, message: why.message, event: eventOf(base, event, fate) };
}

function routed(
  deps: Pick<IngestDeps, "lookupTrigger">,
  input: { base: NewDelivery; endpoint: StoredEndpoint; event: ReadEvent },
): NewDelivery {
  const { base, endpoint, event } = input;
  const { runs, problems } = match({
    event,
    subscriptions: endpoint.subscriptions,
    lookupTrigger: deps.lookupTrigger,
    runIdOf: (versionId) => runIdOf(eventIdOf(base), versionId, base.receivedAt),
  });
  const status = runs.length > 0 ? "routed" : "unmatched";
  const fate: Fate = { status, heldReason: null, claimsId: true, runs };
  return { ...base, message: problems[0] ?? null, event: eventOf(base, event, fate) };
}

/** The same for the same event and version, so that the primary key lets one event start a version once. */
const runIdOf = (eventId: string, versionId: string, receivedAt: Date) =>
  derivedId("run", receivedAt.getTime(), createHash("sha256").update(`${eventId}:${versionId}`).digest());

/** An event has the id of the delivery that brought it, in its own kind: each is found from the other. */
const eventIdOf = (base: NewDelivery) => siblingId("evt", base.id);

type Fate = Omit<NewEvent, "id" | "envelope" | "payload">;

/** Member by member: V8 makes objects that begin with a spread and get more members slowly, and keeps them until its next full collection. */
const eventOf = (base: NewDelivery, { envelope, payload }: ReadEvent, fate: Fate): NewEvent => ({
  id: eventIdOf(base),
  envelope,
  payload,
  status: fate.status,
  heldReason: fate.heldReason,
  claimsId: fate.claimsId,
  runs: fate.runs,
});

export function resultOf(
  record: NewDelivery,
  recorded: { duplicate: boolean; eventId: string | null },
): IngestResult {
  if (record.status === "rejected")
    return { outcome: "rejected", reason: record.reason ?? "signature_mismatch" };
  if (record.event === null)
    return { outcome: "unreadable", issues: [{ path: "", message: record.message ?? "It cannot be read." }] };
  if (recorded.duplicate) return { outcome: "duplicate", eventId: recorded.eventId };
  const { id: eventId, status, heldReason, runs } = record.event;
  if (heldReason !== null) return { outcome: "held", reason: heldReason, eventId };
  return status === "routed"
    ? { outcome: "accepted", eventId, runs: runs.length }
    : { outcome: "unmatched", eventId };
}
