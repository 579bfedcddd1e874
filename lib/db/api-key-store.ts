import type { Database } from "./database";

export interface ApiKeyRow {
  id: string;
  workspaceId: string;
  name: string;
  keyStart: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}
interface NewKey {
  id: string;
  name: string;
  keyHash: string;
  keyStart: string;
  createdBy: string | null;
}

/** `lastUsedAt` is for people: once a minute is often enough, and spares a write per request. */
const TOUCH_EVERY_MS = 60_000;

/** Not scoped to a workspace, because the key is what tells the workspace. */
export const findLiveKey = ({ prisma }: Database, keyHash: string): Promise<ApiKeyRow | null> =>
  prisma.apiKey.findFirst({ where: { keyHash, revokedAt: null } });

export async function touchKey({ prisma }: Database, key: ApiKeyRow): Promise<void> {
  const now = new Date();
  if (key.lastUsedAt !== null && now.getTime() - key.lastUsedAt.getTime() < TOUCH_EVERY_MS) return;
  await prisma.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
}

export function createApiKeyStore({ prisma }: Database, workspaceId: string) {
  return {
    list: (): Promise<ApiKeyRow[]> =>
      prisma.apiKey.findMany({ where: { workspaceId, revokedAt: null }, orderBy: { createdAt: "desc" } }),

    create: (key: NewKey): Promise<ApiKeyRow> => prisma.apiKey.create({ data: { ...key, workspaceId } }),

    /** Does nothing where that key is known already, revoked or not: a revoked key stays revoked. */
    async createIfUnknown(key: NewKey): Promise<void> {
      await prisma.apiKey.createMany({ data: [{ ...key, workspaceId }], skipDuplicates: true });
    },

    async revoke(id: string): Promise<boolean> {
      const where = { id, workspaceId, revokedAt: null };
      return (await prisma.apiKey.updateMany({ where, data: { revokedAt: new Date() } })).count > 0;
    },
  };
}
