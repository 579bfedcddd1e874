import { z } from "zod";
import { defineDoor } from "./door";

const instant = z.iso.datetime();
export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  keyStart: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export const me = z.object({
  userId: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  role: z.string(),
  workspace: z.object({ id: z.string(), name: z.string() }),
});
export type Me = z.infer<typeof me>;
export const getMe = defineDoor({
  method: "GET",
  path: "/api/v1/me",
  summary: "Who is asking",
  response: me,
});
/** What the environment of the server says; changed there, at a restart. */
export const getInstallation = defineDoor({
  method: "GET",
  path: "/api/v1/installation",
  summary: "How this installation is set up",
  response: z.object({
    /** Public origin, without a slash at its end. */
    origin: z.string(),
    /** Events and runs are kept for so many days, rounded up to whole weeks; 0: for ever. */
    retentionDays: z.number().int(),
  }),
});
export const listApiKeys = defineDoor({
  method: "GET",
  path: "/api/v1/api-keys",
  summary: "List API keys",
  response: z.object({ keys: z.array(apiKey) }),
});
export const createApiKey = defineDoor({
  method: "POST",
  path: "/api/v1/api-keys",
  summary: "Create an API key; shown once",
  body: z.object({ name: z.string().min(1).max(120) }),
  response: apiKey.extend({ key: z.string() }),
});
export const revokeApiKey = defineDoor({
  method: "DELETE",
  path: "/api/v1/api-keys/{keyId}",
  summary: "Revoke an API key",
  params: z.object({ keyId: z.string() }),
  response: z.object({ revoked: z.literal(true) }),
});
/** Everybody's own e-mail, name and password for later sign-ins. */
export const setPassword = defineDoor({
  method: "POST",
  path: "/api/v1/account",
  summary: "Set name, e-mail and password",
  forViewers: true,
  body: z.object({
    name: z.string().min(1).max(120),
    email: z.email(),
    password: z.string().min(10).max(128),
    currentPassword: z.string().optional(),
  }),
  response: me,
});
export const listAudit = defineDoor({
  method: "GET",
  path: "/api/v1/audit",
  summary: "The newest audit entries",
  response: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        actor: z.string(),
        /** A person's or a key's; null: it is not there any more. */
        actorName: z.string().nullable(),
        action: z.string(),
        subjectId: z.string().nullable(),
        /** The name that it has, or had when it was deleted; null: it has none. */
        subjectName: z.string().nullable(),
        details: z.json(),
        createdAt: instant,
      }),
    ),
  }),
});
