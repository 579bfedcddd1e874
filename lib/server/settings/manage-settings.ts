import { randomUUID } from "node:crypto";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { newId } from "@/lib/base/ids";
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { Me } from "@/lib/contracts/settings";
import { createAccountStore } from "@/lib/db/account-store";
import { type ApiKeyRow, createApiKeyStore } from "@/lib/db/api-key-store";
import { createAuditStore } from "@/lib/db/audit-store";
import { audit } from "../audit";
import { hashApiKey, newApiKey, startOfKey } from "../auth/api-key";
import { type Caller, requireOwner } from "../caller";
import { Failure, notFound } from "../failure";

const AUDIT_LENGTH = 100;

export async function readMe(caller: Caller): Promise<Me> {
  const accounts = createAccountStore(caller.app.database);
  const { id, name } = await accounts.workspace(caller.workspaceId);
  const profile = caller.userId === null ? null : await accounts.profile(caller.userId);
  return {
    userId: caller.userId,
    name: profile?.name ?? "API key",
    email: profile?.email ?? null,
    hasPassword: profile?.passwordHash != null,
    role: caller.role,
    workspace: { id, name },
  };
}

export const readInstallation = async ({ app: { environment } }: Caller) => ({
  origin: environment.origin,
  retentionDays: environment.retentionDays,
});

export async function setPassword(
  caller: Caller,
  body: { name: string; email: string; password: string; currentPassword?: string },
  sessionToken: string | null,
): Promise<Me> {
  if (caller.userId === null)
    throw new Failure("forbidden", "An API key has no password; sign in to set one.");
  const accounts = createAccountStore(caller.app.database);
  const profile = await accounts.profile(caller.userId);
  const hash = profile?.passwordHash ?? null;
  if (hash !== null && !(await verifyPassword({ hash, password: body.currentPassword ?? "" })))
    throw new Failure("forbidden", "The current password is not right.", {
      hint: "Enter the password you sign in with now.",
    });
  const saved = await accounts.setProfile({
    userId: caller.userId,
    accountId: randomUUID(),
    name: body.name,
    email: body.email.toLowerCase(),
    passwordHash: await hashPassword(body.password),
    keepSessionToken: sessionToken,
  });
  if (!saved) throw new Failure("conflict", "Somebody else in this installation has that e-mail address.");
  await audit(caller, "account.password_set", { id: caller.userId });
  return readMe(caller);
}

const keysOf = (caller: Caller) => createApiKeyStore(caller.app.database, caller.workspaceId);

const viewKey = ({ id, name, keyStart, createdAt, lastUsedAt }: ApiKeyRow) => ({
  id,
  name,
  keyStart,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});

export async function listApiKeys(caller: Caller) {
  requireOwner(caller);
  return { keys: (await keysOf(caller).list()).map(viewKey) };
}

export async function createApiKey(caller: Caller, name: string) {
  requireOwner(caller);
  const key = newApiKey();
  const row = await keysOf(caller).create({
    id: newId("key"),
    name,
    keyHash: hashApiKey(key),
    keyStart: startOfKey(key),
    createdBy: caller.userId,
  });
  await audit(caller, "api_key.created", { id: row.id, name });
  return { ...viewKey(row), key };
}

export async function revokeApiKey(caller: Caller, keyId: string): Promise<{ revoked: true }> {
  requireOwner(caller);
  if (!(await keysOf(caller).revoke(keyId))) throw notFound("API key");
  await audit(caller, "api_key.revoked", { id: keyId });
  return { revoked: true };
}

export async function listAudit(caller: Caller) {
  requireOwner(caller);
  const store = createAuditStore(caller.app.database, caller.workspaceId);
  const rows = await store.newest(AUDIT_LENGTH);
  const ids = rows.flatMap(({ actor, subjectId }) => [actorId(actor), subjectId ?? ""]);
  const names = await store.namesOf([...new Set(ids)]);
  return {
    entries: rows.map(({ createdAt, details, ...row }) => ({
      ...row,
      actorName: names.get(actorId(row.actor)) ?? null,
      subjectName: names.get(row.subjectId ?? "") ?? nameIn(details),
      details,
      createdAt: createdAt.toISOString(),
    })),
  };
}

/** Of `user:…` or `key:…`. */
const actorId = (actor: string): string => actor.slice(actor.indexOf(":") + 1);

const nameIn = (details: JsonValue): string | null =>
  isRecord(details) && typeof details.name === "string" ? details.name : null;
