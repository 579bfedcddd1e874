/** The webhook door, shared by the route file and by the front server: bytes with a cap, ingest, and a status for its outcome. */
import { assertNever } from "@/lib/base/assert";
import type { JsonValue } from "@/lib/base/json";
import type { Ingest, IngestResult } from "@/lib/ingest/ingest";
import { isUnavailable } from "../http/answer-error";
import { readBody } from "../http/read-body";
import type { Logger } from "../logger";
import { createDatabaseGate } from "./database-gate";

export interface DoorAnswer {
  status: number;
  body: JsonValue;
}

export const MAX_BODY_BYTES = 1024 * 1024;

export interface DeliveryRequest {
  endpointId: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array> | Uint8Array | null;
}

export type ReceiveDelivery = (request: DeliveryRequest) => Promise<DoorAnswer>;

export function createReceiveDelivery({
  ingest,
  logger,
}: {
  ingest: Ingest;
  logger: Logger;
}): ReceiveDelivery {
  const gate = createDatabaseGate();
  let underWay = 0;

  async function store(delivery: Parameters<Ingest["ingest"]>[0]): Promise<DoorAnswer> {
    const pass = gate.enter();
    if (pass === null) return overload("The database does not answer.");
    try {
      const result = await inTime(ingest.ingest(delivery));
      pass.leave("answered");
      return answer(result);
    } catch (error) {
      const isSilent = error instanceof TooLate || isUnavailable(error);
      pass.leave(isSilent ? "silent" : "answered");
      logger.error({ err: error, endpointId: delivery.endpointId }, "a delivery could not be stored");
      // Customer.io holds later events for an hour after a 500; 503 is not on that list, and this will pass.
      return overload(isSilent ? "The database does not answer." : "The delivery could not be stored.");
    }
  }

  return async ({ endpointId, headers, body: sent }) => {
    if (!ENDPOINT_ID.test(endpointId)) return answer({ outcome: "unknown_endpoint" });
    // Refused before any work is done: what waits for the database already is answered sooner so.
    if (underWay >= MAX_UNDER_WAY) return overload("Too many deliveries are under way.");
    underWay++;
    try {
      // A body fails only where its sender hangs up or breaks off: nobody waits for this answer, and it is no fault of ours.
      const body = await readBody(sent, MAX_BODY_BYTES).catch(() => "gone" as const);
      if (body === "gone") return { status: 400, body: { error: "The body ended before it was whole." } };
      if (body === "too_large")
        return { status: 413, body: { error: `The body is larger than ${MAX_BODY_BYTES} bytes.` } };
      return await store({ endpointId, headers, body });
    } finally {
      underWay--;
    }
  };
}

class TooLate extends Error {}

/** What comes later may still be stored; the delivery is a duplicate then, when it is sent again. */
function inTime<Result>(work: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new TooLate("The database did not answer in time.")),
      ANSWER_WITHIN_MS,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What an address can hold at all; the database refuses some of the rest. */
const ENDPOINT_ID = /^[\w-]{1,100}$/;
/** Bounds memory and the wait. */
const MAX_UNDER_WAY = 1_000;
/** Customer.io gives an answer four seconds, its way there and back included. */
const ANSWER_WITHIN_MS = 3_000;

const overload = (message: string): DoorAnswer => ({
  status: 503,
  body: { error: `${message} Send it again.` },
});

/** Customer.io holds back every later event while one delivery fails, so only what can never be right is refused. */
function answer(result: IngestResult): DoorAnswer {
  switch (result.outcome) {
    case "unknown_endpoint":
      return { status: 404, body: { error: "There is no endpoint with this address." } };
    case "rejected":
      return {
        status: 401,
        body: { error: "The signature is missing or does not fit.", reason: result.reason },
      };
    case "accepted":
      return { status: 200, body: { status: "accepted", eventId: result.eventId, runs: result.runs } };
    case "duplicate":
      return { status: 200, body: { status: "duplicate", eventId: result.eventId } };
    case "unmatched":
      return { status: 200, body: { status: "unmatched", eventId: result.eventId } };
    case "held":
      return { status: 200, body: { status: "held", reason: result.reason, eventId: result.eventId } };
    case "unreadable":
      return {
        status: 200,
        body: { status: "unreadable", issues: result.issues.map(({ message }) => message) },
      };
    default:
      return assertNever(result);
  }
}
