import { isRecord, type JsonObject } from "@/lib/base/json";
import type { SecretBox } from "../secrets";

/** Settings and secrets together, as the connection's schema wants them. */
export function openConnection(
  secrets: SecretBox,
  stored: { settings: unknown; secrets: string | null },
): JsonObject {
  const opened: unknown = stored.secrets === null ? {} : JSON.parse(secrets.open(stored.secrets));
  return {
    ...(isRecord(stored.settings) ? stored.settings : {}),
    ...(isRecord(opened) ? opened : {}),
  } as JsonObject;
}
