import { newId } from "@/lib/base/ids";
import type { JsonObject } from "@/lib/base/json";
import { createAuditStore } from "@/lib/db/audit-store";
import type { Caller } from "./caller";

/** Who did what to which subject. Never with a secret in the details. */
export function audit(
  caller: Caller,
  action: string,
  subject: { id: string | null } & JsonObject,
): Promise<void> {
  const { id: subjectId, ...details } = subject;
  const store = createAuditStore(caller.app.database, caller.workspaceId);
  return store.add({ id: newId("aud"), actor: caller.actor, action, subjectId, details });
}
