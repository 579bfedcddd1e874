/**
 * JSON that PostgreSQL's jsonb takes: it refuses U+0000 and lone surrogates, which JSON escapes can spell, and runs out of stack on
 * absurd nesting. What came must be kept all the same, so the characters become U+FFFD; too deep is for the caller to refuse.
 */
import type { JsonValue } from "./json";

export const MAX_DEPTH = 200;

const NUL = "\u0000";

const storableText = (text: string): string =>
  text.isWellFormed() && !text.includes(NUL) ? text : text.replaceAll(NUL, "\uFFFD").toWellFormed();

/** The very same value where nothing has to change, which is nearly always. */
export const toStorable = (value: JsonValue): JsonValue => (isStorable(value) ? value : storableCopy(value));

function storableCopy(value: JsonValue): JsonValue {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableCopy);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [storableText(key), storableCopy(member)]),
  );
}

function isStorable(value: JsonValue): boolean {
  if (typeof value === "string") return storableText(value) === value;
  if (value === null || typeof value !== "object") return true;
  if (Array.isArray(value)) return value.every(isStorable);
  for (const key of Object.keys(value))
    if (storableText(key) !== key || !isStorable(value[key] as JsonValue)) return false;
  return true;
}

/** Does it nest deeper than `limit`? Looks no deeper than that itself. */
export function isDeeperThan(value: JsonValue, limit: number = MAX_DEPTH): boolean {
  if (value === null || typeof value !== "object") return false;
  return limit === 0 || Object.values(value).some((member) => isDeeperThan(member, limit - 1));
}
