/** What ingest needs of a database. lib/db/event-store.ts provides it. */
import type { JsonObject, JsonValue } from "../base/json";
import type { EventEnvelope } from "../kit/webhook";

export interface StoredSubscription {
  workflowId: string;
  versionId: string;
  triggerType: string;
  event: string;
  config: JsonObject;
}

export interface StoredEndpoint {
  id: string;
  workspaceId: string;
  integrationId: string;
  /** Encrypted. */
  generatedKey: string;
  /** Encrypted; null until one was pasted. */
  pastedKey: string | null;
  keyActive: boolean;
  freshnessSeconds: number;
  subscriptions: StoredSubscription[];
}

export type DeliveryStatus = "accepted" | "duplicate" | "unreadable" | "rejected";
export type HeldReason = "machine_click" | "unsure" | "settling" | "stale" | "no_signing_key" | "parked";

export interface NewRun {
  id: string;
  workflowId: string;
  versionId: string;
  triggerOutput: JsonObject;
}

export interface NewEvent {
  id: string;
  envelope: EventEnvelope;
  payload: JsonValue;
  status: "routed" | "unmatched" | "held";
  heldReason: HeldReason | null;
  /** False while unverified: an unverified request must not use up an event id. */
  claimsId: boolean;
  runs: NewRun[];
}

export interface NewDelivery {
  id: string;
  workspaceId: string;
  endpointId: string;
  status: DeliveryStatus;
  reason: string | null;
  message: string | null;
  headers: Record<string, string>;
  /** Kept where no event holds the payload, or where it must be verified again. */
  body: Uint8Array | null;
  receivedAt: Date;
  event: NewEvent | null;
}

export interface Recorded {
  deliveryId: string;
  /** Of the event that this delivery carried or repeated. */
  eventId: string | null;
  duplicate: boolean;
}

export interface HeldDelivery {
  id: string;
  eventId: string;
  headers: Record<string, string>;
  body: Uint8Array;
  receivedAt: Date;
}

export interface EventStore {
  findEndpoint(id: string): Promise<StoredEndpoint | null>;
  /** One transaction: delivery, event, runs and their jobs. Resolves after the commit. */
  record(delivery: NewDelivery): Promise<Recorded>;
  /** The generated key was used: from now on a key is in force. */
  activateKey(endpointId: string, at: Date): Promise<void>;
  /** Deliveries held for lack of a key, oldest first. */
  heldWithoutKey(endpointId: string, limit: number): Promise<HeldDelivery[]>;
  /** Replaces a held delivery and its event by what verification found. */
  settleHeld(held: HeldDelivery, outcome: NewDelivery): Promise<Recorded>;
}
