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
    /** What people call those that entries are about or by; nothing of what is deleted. */
    async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
      const where = { id: { in: [...ids] }, workspaceId };
      const select = { id: true, name: true };
      const found = await Promise.all([
        prisma.user.findMany({ where: { id: where.id, memberships: { some: { workspaceId } } }, select }),
        prisma.apiKey.findMany({ where, select }),
        prisma.workflow.findMany({ where, select }),
        prisma.connection.findMany({ where, select }),
      ]);
      return new Map(found.flat().map(({ id, name }) => [id, name]));
    },
  };
}
