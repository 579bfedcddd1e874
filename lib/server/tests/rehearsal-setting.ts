import { isRecord, type JsonValue } from "@/lib/base/json";
import { lookupAction, lookupTrigger } from "@/lib/catalogue/lookup";
import { readStoredConnection } from "@/lib/db/connection-store";
import type { StepSetting } from "@/lib/engine/rehearse-step";
import type { Caller } from "../caller";
import { openConnection } from "../connections/open-connection";

/** What a rehearsal needs of this installation; connections are those of the caller's workspace. */
export function rehearsalSetting(
  caller: Caller,
): Pick<StepSetting, "definitions" | "openConnection" | "expressions"> {
  const { database, secrets, expressions } = caller.app;
  return {
    definitions: { lookupAction, lookupTrigger },
    expressions,
    async openConnection(connectionId) {
      const stored = await readStoredConnection(database, { workspaceId: caller.workspaceId, connectionId });
      if (stored === null) return null;
      return {
        values: openConnection(secrets, stored),
        secrets: stored.secrets === null ? [] : textsIn(JSON.parse(secrets.open(stored.secrets))),
      };
    },
  };
}

/** Every text in it, however deep. */
function textsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value as Record<string, JsonValue>).flatMap(textsIn) : [];
}
