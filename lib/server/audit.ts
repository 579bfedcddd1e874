import { newId } from "@/lib/base/ids";
import type { JsonObject } from "@/lib/base/json";
import { createAuditStore } from "@/lib/db/audit-store";
import type { Caller } from "./caller";

/** Who did what. Never with a secret in `details`. */
export const audit = (
  caller: Caller,
  action: string,
  subjectId: string | null,
  details: JsonObject = {},
): Promise<void> =>
  createAuditStore(caller.app.database, caller.workspaceId).add({
    id: newId("aud"),
    actor: caller.actor,
    action,
    subjectId,
    details,
  });
