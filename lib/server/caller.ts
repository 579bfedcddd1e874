/** Who asks, settled once at the door; every use case gets it first and reads nothing outside its workspace. */
import type { App } from "./app";
import { Failure } from "./failure";

export type Role = "owner" | "editor" | "viewer";

export interface Caller {
  app: App;
  workspaceId: string;
  /** `user:<id>`, `key:<id>` or `system`: who stands in the audit. */
  actor: string;
  /** Null for an API key. */
  userId: string | null;
  /** Of the session that asks; null for an API key. */
  sessionToken: string | null;
  role: Role;
}

export const mayEdit = ({ role }: Caller): boolean => role !== "viewer";

export function requireEditor(caller: Caller): void {
  if (!mayEdit(caller))
    throw new Failure("forbidden", "A viewer may look at everything and change nothing.", {
      hint: "Ask the owner of this workspace for the role of editor.",
    });
}

/** Keys and accounts are for a signed-in owner, so that a leaked API key cannot make itself permanent. */
export function requireOwner(caller: Caller): void {
  if (caller.role !== "owner" || caller.userId === null)
    throw new Failure("forbidden", "Only a signed-in owner of this workspace may do this.", {
      hint: "Sign in as the owner in the browser and do it in Settings.",
    });
}
