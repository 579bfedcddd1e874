/**
 * JSON that PostgreSQL's jsonb takes: it refuses U+0000 and lone surrogates, which JSON escapes can spell, and runs out of stack on
 * absurd nesting. What came must be kept all the same, so the characters become U+FFFD; too deep is for the caller to refuse.
 */
import type { JsonValue } from "./json";

export const MAX_DEPTH = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the control character is the point
const NUL = /\u0000/g;

const storableText = (text: string): string => text.replace(NUL, "\uFFFD").toWellFormed();

export function toStorable(value: JsonValue): JsonValue {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(toStorable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storableText(key), toStorable(member)]),
  );
}

/** Does it nest deeper than `limit`? Looks no deeper than that itself. */
export function isDeeperThan(value: JsonValue, limit: number = MAX_DEPTH): boolean {
  if (value === null || typeof value !== "object") return false;
  return limit === 0 || Object.values(value).some((member) => isDeeperThan(member, limit - 1));
}
