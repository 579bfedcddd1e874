/**
 * Prefixed, time-ordered ids: `run_` + 26 characters of Crockford base 32 (48 bits of milliseconds, 80 random bits).
 * The prefix makes a pasted id say what it is, the template types keep kinds of id apart at compile time.
 */
import { z } from "zod";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

export type IdPrefix = "ws" | "wf" | "wfv" | "run" | "evt" | "dlv" | "conn" | "ep" | "key" | "aud" | "smp";
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

/** Not above any id that was made at this instant or later, and above all that were made before: where a range of time begins. */
export const firstIdAt = <P extends IdPrefix>(prefix: P, atMs: number): Id<P> =>
  `${prefix}_${encodeTime(Math.max(0, atMs))}`;

/** The id of another kind that shares this one's time and random part: what belongs to one thing alone is found without an index. */
export const siblingId = <P extends IdPrefix>(prefix: P, id: string): Id<P> =>
  `${prefix}${id.slice(id.indexOf("_"))}` as Id<P>;

/** When the id was made, in milliseconds. */
export function timeOfId(id: string): number {
  let ms = 0;
  for (const letter of id.slice(id.indexOf("_") + 1).slice(0, TIME_LENGTH))
    ms = ms * 32 + ALPHABET.indexOf(letter);
  return ms;
}

/** The same as an ISO 8601 instant; null for no id. */
export const instantOfId = (id: string | null): string | null =>
  id === null ? null : new Date(timeOfId(id)).toISOString();

/** An id at a given instant whose random part is given: 16 bytes, of which five bits each count. */
export function derivedId<P extends IdPrefix>(prefix: P, atMs: number, bytes: Uint8Array): Id<P> {
  let text = "";
  for (let i = 0; i < RANDOM_LENGTH; i++) text += ALPHABET[(bytes[i] ?? 0) & 31];
  return `${prefix}_${encodeTime(atMs)}${text}`;
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
  for (let rest = nowMs, i = 0; i < TIME_LENGTH; i++, rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}

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
