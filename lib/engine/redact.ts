/** Step inputs are shown in the run viewer; what looks like a credential by its name is not. */
import type { JsonValue } from "../base/json";

const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|x-api-key|api[-_]?key|.*(password|secret|token))$/i;
export const REDACTED = "••••••";

export function redact(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      SECRET_NAME.test(key) && typeof member === "string" && member !== "" ? REDACTED : redact(member),
    ]),
  );
}
