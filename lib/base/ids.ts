/**
 * Prefixed, time-ordered ids: `run_` + 26 characters of Crockford base 32 (48 bits of milliseconds, 80 random bits).
 * The prefix makes a pasted id say what it is, the template types keep kinds of id apart at compile time.
 */
import { z } from "zod";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdPrefix = "ws" | "wf" | "wfv" | "run" | "evt" | "dlv" | "conn" | "ep" | "key" | "aud";
export type Id<P extends IdPrefix> = `${P}_${string}`;

export type WorkspaceId = Id<"ws">;
export type WorkflowId = Id<"wf">;
export type VersionId = Id<"wfv">;
export type RunId = Id<"run">;
export type EventId = Id<"evt">;
export type DeliveryId = Id<"dlv">;
export type ConnectionId = Id<"conn">;
export type EndpointId = Id<"ep">;

export function newId<P extends IdPrefix>(prefix: P, nowMs: number = Date.now()): Id<P> {
  return `${prefix}_${encodeTime(nowMs)}${encodeRandom()}`;
}

/** A zod schema for ids of one kind. */
export const idOf = <P extends IdPrefix>(prefix: P): z.ZodType<Id<P>, string> =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-9a-z]{1,60}$`),
      `not an id of the form ${prefix}_…`,
    ) as unknown as z.ZodType<Id<P>, string>;

function encodeTime(nowMs: number): string {
  let text = "";
  for (let rest = nowMs, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}

const RANDOM_LENGTH = 16;
/** Drawn for many ids at once: one call to the system's source costs more than the id. */
const drawn = new Uint8Array(RANDOM_LENGTH * 256);
let used = drawn.length;

function encodeRandom(): string {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  let text = "";
  for (const end = used + RANDOM_LENGTH; used < end; used++) text += ALPHABET[(drawn[used] ?? 0) & 31];
  return text;
}
