import { createAccountStore } from "@/lib/db/account-store";
import { findLiveKey, touchKey } from "@/lib/db/api-key-store";
import type { App } from "../app";
import type { Caller, Role } from "../caller";
import { Failure } from "../failure";
import { hashApiKey } from "./api-key";

/** The caller behind a session cookie or an `Authorization: Bearer` key; throws `unauthorized` where there is neither. */
export async function authorize(app: App, headers: Headers): Promise<Caller> {
  const authorization = headers.get("authorization") || null;
  const caller =
    authorization === null ? await callerOfSession(app, headers) : await callerOfKey(app, authorization);
  if (caller !== null) return caller;
  throw new Failure(
    "unauthorized",
    authorization === null ? "You are not signed in." : "This API key is not known or was revoked.",
    { hint: "Sign in, or send `Authorization: Bearer <API key>`; keys are made in Settings." },
  );
}

async function callerOfKey(app: App, authorization: string): Promise<Caller | null> {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (key === undefined) return null;
  const found = await findLiveKey(app.database, hashApiKey(key));
  if (found === null) return null;
  await touchKey(app.database, found);
  return {
    app,
    workspaceId: found.workspaceId,
    actor: `key:${found.id}`,
    userId: null,
    sessionToken: null,
    role: "editor",
  };
}

/** A person acts in the first workspace they are a member of. */
export async function callerOfSession(app: App, headers: Headers): Promise<Caller | null> {
  const session = await app.auth.api.getSession({ headers });
  if (session === null) return null;
  const membership = await createAccountStore(app.database).membershipOf(session.user.id);
  if (membership === null) return null;
  return {
    app,
    workspaceId: membership.workspaceId,
    actor: `user:${session.user.id}`,
    userId: session.user.id,
    sessionToken: session.session.token,
    role: membership.role as Role,
  };
}
