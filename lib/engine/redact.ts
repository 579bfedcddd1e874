/** Step inputs are shown in the run viewer; what looks like a credential by its name is not. */
import type { JsonValue } from "../base/json";

const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|x-api-key|api[-_]?key|.*(password|secret|token))$/i;
export const REDACTED = "••••••";

/** The very same value where there is nothing to hide. */
export const redact = (value: JsonValue): JsonValue => (hasSecret(value) ? redactedCopy(value) : value);

function redactedCopy(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(redactedCopy);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecret(key, member) ? REDACTED : redactedCopy(member),
    ]),
  );
}

export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);

const isSecret = (key: string, member: JsonValue) =>
  typeof member === "string" && member !== "" && isSecretName(key);

function hasSecret(value: JsonValue): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(hasSecret);
  for (const key of Object.keys(value)) {
    const member = value[key] as JsonValue;
    if (isSecret(key, member) || hasSecret(member)) return true;
  }
  return false;
}
