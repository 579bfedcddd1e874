/** The webhook door, shared by the route file and by the front server: bytes with a cap, ingest, and a status for its outcome. */
import { assertNever } from "@/lib/base/assert";
import type { JsonValue } from "@/lib/base/json";
import type { IngestResult } from "@/lib/ingest/ingest";
import { getApp } from "../app";
import { isUnavailable } from "../http/answer-error";
import { readBody } from "../http/read-body";

export interface DoorAnswer {
  status: number;
  body: JsonValue;
}

export const MAX_BODY_BYTES = 1024 * 1024;

export async function receiveDelivery(request: {
  endpointId: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: AsyncIterable<Uint8Array> | Uint8Array | null;
}): Promise<DoorAnswer> {
  const app = getApp();
  if (!ENDPOINT_ID.test(request.endpointId)) return answer({ outcome: "unknown_endpoint" });
  // Refused before any work is done: what waits for the database already is answered sooner so.
  if (underWay >= MAX_UNDER_WAY) return overload("Too many deliveries are under way.");
  if (performance.now() < awayUntil) return overload("The database does not answer.");
  underWay++;
  try {
    const body = await readBody(request.body, MAX_BODY_BYTES);
    if (body === "too_large")
      return { status: 413, body: { error: `The body is larger than ${MAX_BODY_BYTES} bytes.` } };
    return answer(
      await app.ingest.ingest({ endpointId: request.endpointId, headers: request.headers, body }),
    );
  } catch (error) {
    app.logger.error({ err: error, endpointId: request.endpointId }, "a delivery could not be stored");
    // Customer.io holds later events for an hour after a 500; 503 is not on that list, and this will pass.
    if (!isUnavailable(error)) return overload("The delivery could not be stored.");
    awayUntil = performance.now() + AWAY_MS;
    return overload("The database does not answer.");
  } finally {
    underWay--;
  }
}

/** What an address can hold at all; the database refuses some of the rest. */
const ENDPOINT_ID = /^[\w-]{1,100}$/;
/** Bounds memory and the wait: Customer.io gives an answer four seconds. */
const MAX_UNDER_WAY = 1_000;
/** While the database is away one delivery in so many ms asks for it; the others are answered at once. */
const AWAY_MS = 200;
let underWay = 0;
let awayUntil = 0;

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
