/**
 * What a start prepares: a workspace with an owner, the API key of the environment, and, until the owner has a password, a one-time
 * address that signs the first visitor in. Without its token nobody gets in.
 */
import { createHmac, randomUUID } from "node:crypto";
import { newId } from "@/lib/base/ids";
import { createAccountStore } from "@/lib/db/account-store";
import { createApiKeyStore } from "@/lib/db/api-key-store";
import { type App, getApp } from "./app";
import { hashApiKey, startOfKey } from "./auth/api-key";
import { FIRST_VISIT, firstVisitIdentifier } from "./auth/first-visit-plugin";
import { deriveKey } from "./secrets";

const LINK_HOURS = 24;
const OWNER_EMAIL = "owner@hookline.local";

export async function prepareFirstStart(app: App = getApp()): Promise<{ signInUrl: string | null }> {
  const accounts = createAccountStore(app.database);
  if ((await accounts.firstOwner()) === null)
    await accounts.createFirstOwner({ userId: randomUUID(), workspaceId: newId("ws"), email: OWNER_EMAIL });
  const owner = await accounts.firstOwner();
  if (owner === null) throw new Error("The first owner could not be made.");
  await provisionApiKey(app, owner.workspaceId);
  return { signInUrl: owner.hasPassword ? null : await issueLink(app, owner.userId) };
}

async function provisionApiKey({ database, environment }: App, workspaceId: string): Promise<void> {
  const { apiKey } = environment;
  if (apiKey === null) return;
  if (apiKey.length < 20)
    throw new Error(
      "HOOKLINE_API_KEY is shorter than 20 characters, which can be guessed. Use a longer random one.",
    );
  await createApiKeyStore(database, workspaceId).createIfUnknown({
    id: newId("key"),
    name: "From the environment",
    keyHash: hashApiKey(apiKey),
    keyStart: startOfKey(apiKey),
    createdBy: null,
  });
}

/**
 * Every start prints the same link for as long as nobody has used it: a restart, or a further process, must not end one that was just handed
 * on. It is not stored; only who has the installation's secret can make it from the id that is.
 */
async function issueLink(app: App, userId: string): Promise<string> {
  const key = deriveKey(app.environment.secret, "first visit, version 1");
  const tokenOf = (id: string) => createHmac("sha256", key).update(id).digest("base64url");
  const id = randomUUID();
  const kept = await createAccountStore(app.database).keepVerification({
    prefix: FIRST_VISIT,
    fits: (stored) =>
      stored.value === userId && stored.identifier === firstVisitIdentifier(tokenOf(stored.id)),
    fresh: { id, identifier: firstVisitIdentifier(tokenOf(id)), value: userId },
    expiresAt: new Date(Date.now() + LINK_HOURS * 3_600_000),
  });
  return `${app.environment.origin}/welcome?token=${tokenOf(kept)}`;
}
