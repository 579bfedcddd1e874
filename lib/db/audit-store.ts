import type { JsonObject, JsonValue } from "../base/json";
import type { Database } from "./database";

export interface AuditRow {
  id: string;
  actor: string;
  action: string;
  subjectId: string | null;
  details: JsonValue;
  createdAt: Date;
}
export interface NewAuditEntry {
  id: string;
  actor: string;
  /** `workflow.published`, `connection.signing_key_pasted`, … */
  action: string;
  subjectId: string | null;
  details: JsonObject;
}

export function createAuditStore({ prisma }: Database, workspaceId: string) {
  return {
    async add(entry: NewAuditEntry): Promise<void> {
      await prisma.auditEntry.create({ data: { ...entry, workspaceId } });
    },
    newest: (limit: number): Promise<AuditRow[]> =>
      prisma.auditEntry.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        take: limit,
      }) as Promise<AuditRow[]>,
  };
}
