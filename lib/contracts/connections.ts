import { z } from "zod";
import { defineDoor } from "./door";
import { webhookInfo } from "./workflows";

const instant = z.iso.datetime();
const byConnection = z.object({ connectionId: z.string() });
export const connection = z.object({
  id: z.string(),
  integrationId: z.string(),
  name: z.string(),
  createdAt: instant,
  /** Values that are not secret; for secrets only that they are set. */
  settings: z.record(z.string(), z.json()),
  secretKeys: z.array(z.string()),
  lastTest: z.object({ ok: z.boolean(), message: z.string(), at: instant }).nullable(),
  usedBy: z.array(z.object({ workflowId: z.string(), name: z.string() })),
  webhook: webhookInfo.nullable(),
  /** How far a signed timestamp may be off, either way; older requests are held. Null without an endpoint. */
  freshnessSeconds: z.number().int().nullable(),
  /** Deliveries held because no key is known. */
  heldCount: z.number().int(),
  /** Doctor's checklist for an endpoint: done or not, in order. */
  checklist: z.array(
    z.object({ id: z.string(), label: z.string(), done: z.boolean(), detail: z.string().nullable() }),
  ),
});
export type ConnectionView = z.infer<typeof connection>;
export const listConnections = defineDoor({
  method: "GET",
  path: "/api/v1/connections",
  summary: "List connections",
  response: z.object({ connections: z.array(connection) }),
});
export const getConnection = defineDoor({
  method: "GET",
  path: "/api/v1/connections/{connectionId}",
  summary: "Read a connection",
  params: byConnection,
  response: connection,
});
export const createConnection = defineDoor({
  method: "POST",
  path: "/api/v1/connections",
  summary: "Create a connection",
  body: z.object({
    integrationId: z.string(),
    name: z.string().min(1).max(120),
    values: z.record(z.string(), z.json()).default({}),
  }),
  response: connection,
});
export const updateConnection = defineDoor({
  method: "PATCH",
  path: "/api/v1/connections/{connectionId}",
  summary: "Rename, or replace values (an absent secret stays)",
  params: byConnection,
  body: z.object({
    name: z.string().min(1).max(120).optional(),
    values: z.record(z.string(), z.json()).optional(),
    freshnessSeconds: z.number().int().min(30).max(86_400).optional(),
  }),
  response: connection,
});
export const deleteConnection = defineDoor({
  method: "DELETE",
  path: "/api/v1/connections/{connectionId}",
  summary: "Delete a connection; late webhook calls are still answered",
  params: byConnection,
  response: z.object({ deleted: z.literal(true) }),
});
export const testConnection = defineDoor({
  method: "POST",
  path: "/api/v1/connections/{connectionId}/test",
  summary: "Try the stored credentials",
  params: byConnection,
  response: z.object({ ok: z.boolean(), message: z.string() }),
});
/** Asks the service now. 422 `unprocessable` with the service's own reason where it refuses. */
export const listChoices = defineDoor({
  method: "GET",
  path: "/api/v1/connections/{connectionId}/lists/{list}",
  summary: "What the service offers for an input: channels, for example",
  params: byConnection.extend({ list: z.string().max(80) }),
  response: z.object({
    choices: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string().optional() })),
  }),
});
/** Verifies and releases what was held. */
export const setSigningKey = defineDoor({
  method: "POST",
  path: "/api/v1/connections/{connectionId}/signing-key",
  summary: "Paste the provider's signing key",
  params: byConnection,
  body: z.object({ key: z.string().trim().min(1).max(500) }),
  response: z.object({ connection, released: z.number().int(), stillHeld: z.number().int() }),
});
/** The only place that shows it, audited; using it puts it in force. */
export const revealGeneratedKey = defineDoor({
  method: "POST",
  path: "/api/v1/connections/{connectionId}/generated-key",
  summary: "Show the generated signing key, for the command line and tests",
  params: byConnection,
  response: z.object({ key: z.string() }),
});
