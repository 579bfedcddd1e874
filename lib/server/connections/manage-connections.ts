/** Make, change, test and remove stored credentials. Secrets go in and never come out, except the generated key when asked for. */
import { newId } from "@/lib/base/ids";
import { isRecord, type JsonObject, type JsonValue } from "@/lib/base/json";
import { connectionOf, integrationOf } from "@/lib/catalogue/lookup";
import type { ConnectionView } from "@/lib/contracts/connections";
import type { ConnectionRow } from "@/lib/db/connection-store";
import { releaseHeld } from "@/lib/ingest/release-held";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure } from "../failure";
import { connectionContext } from "./connection-context";
import { fieldsOf, findConnection, viewConnection } from "./connection-view";
import { newEndpoint, storeOf } from "./ensure-connection";
import { openConnection } from "./open-connection";

export async function createConnection(
  caller: Caller,
  body: { integrationId: string; name: string; values: Record<string, JsonValue> },
): Promise<ConnectionView> {
  const { integrationId, name, values } = body;
  const integration = integrationOf(integrationId);
  if (integration?.connection === undefined && integration?.webhook === undefined)
    throw new Failure("bad_request", `"${integrationId}" needs no connection.`);
  const { settings, secrets } = split(integrationId, values);
  refuseIncomplete(integrationId, { ...settings, ...secrets });
  const row = await storeOf(caller).create({
    id: newId("conn"),
    integrationId,
    name,
    settings,
    secrets: seal(caller, secrets),
    endpoint: newEndpoint(caller, integrationId),
  });
  await audit(caller, "connection.created", { id: row.id, integrationId, name });
  return viewConnection(caller, row.id);
}

/** Values that are left out stay; an empty text removes one. */
export async function updateConnection(
  caller: Caller,
  connectionId: string,
  body: { name?: string; values?: Record<string, JsonValue>; freshnessSeconds?: number },
): Promise<ConnectionView> {
  const row = await findConnection(caller, connectionId);
  const change: { name?: string; settings?: JsonObject; secrets?: string | null } = {};
  if (body.name !== undefined) change.name = body.name;
  if (body.values !== undefined) {
    const before = openConnection(caller.app.secrets, row);
    const merged = Object.fromEntries(
      Object.entries({ ...before, ...body.values }).filter(([, value]) => value !== ""),
    );
    refuseIncomplete(row.integrationId, merged);
    const { settings, secrets } = split(row.integrationId, merged);
    Object.assign(change, { settings, secrets: seal(caller, secrets) });
  }
  await storeOf(caller).update(connectionId, change);
  if (body.freshnessSeconds !== undefined)
    await storeOf(caller).setFreshness(connectionId, body.freshnessSeconds);
  await audit(caller, "connection.changed", { id: connectionId, members: Object.keys(body.values ?? {}) });
  return viewConnection(caller, connectionId);
}

export async function deleteConnection(caller: Caller, connectionId: string): Promise<{ deleted: true }> {
  const { name } = await findConnection(caller, connectionId);
  await storeOf(caller).remove(connectionId);
  await audit(caller, "connection.deleted", { id: connectionId, name });
  return { deleted: true };
}

export async function testConnection(
  caller: Caller,
  connectionId: string,
): Promise<{ ok: boolean; message: string }> {
  const row = await findConnection(caller, connectionId);
  const result = await tryConnection(caller, row);
  await storeOf(caller).setTest(connectionId, { ...result, at: new Date() });
  return result;
}

async function tryConnection(caller: Caller, row: ConnectionRow): Promise<{ ok: boolean; message: string }> {
  const definition = connectionOf(row.integrationId);
  if (definition?.test === undefined)
    return { ok: true, message: "There is nothing to test; events come in by themselves." };
  const context = connectionContext(caller, row);
  if (context === null) return { ok: false, message: "The connection is not complete." };
  try {
    return await definition.test(context);
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

export async function setSigningKey(
  caller: Caller,
  connectionId: string,
  key: string,
): Promise<{ connection: ConnectionView; released: number; stillHeld: number }> {
  const { endpoint } = await findConnection(caller, connectionId);
  if (endpoint === null)
    throw new Failure("bad_request", "This connection receives no events, so it has no signing key.");
  await storeOf(caller).pasteKey(endpoint.id, caller.app.secrets.seal(key));
  await audit(caller, "connection.signing_key_pasted", { id: connectionId });
  const { released } = await releaseHeld(caller.app.ingestDeps, endpoint.id);
  const connection = await viewConnection(caller, connectionId);
  return { connection, released, stillHeld: connection.heldCount };
}

export async function revealGeneratedKey(caller: Caller, connectionId: string): Promise<{ key: string }> {
  const { endpoint } = await findConnection(caller, connectionId);
  if (endpoint === null)
    throw new Failure("bad_request", "This connection receives no events, so it has no signing key.");
  if (endpoint.pastedKey !== null)
    throw new Failure(
      "conflict",
      "The generated key is not in force: a key from the service has replaced it.",
      {
        hint: "Sign with the key that was pasted.",
      },
    );
  await audit(caller, "connection.generated_key_shown", { id: connectionId });
  return { key: caller.app.secrets.open(endpoint.generatedKey) };
}

function split(
  integrationId: string,
  values: Record<string, JsonValue>,
): { settings: JsonObject; secrets: JsonObject } {
  const fields = fieldsOf(integrationId);
  const pick = (secret: boolean) =>
    Object.fromEntries(
      fields.flatMap(({ key, input }) => {
        const value = values[key];
        return (input === "secret") === secret && value !== undefined && value !== "" ? [[key, value]] : [];
      }),
    );
  return { settings: pick(false), secrets: pick(true) };
}

const seal = (caller: Caller, secrets: JsonObject) =>
  Object.keys(secrets).length === 0 ? null : caller.app.secrets.seal(JSON.stringify(secrets));

function refuseIncomplete(integrationId: string, values: JsonObject): void {
  const parsed = connectionOf(integrationId)?.schema.safeParse(values);
  if (parsed === undefined || parsed.success) return;
  const labels = new Map(fieldsOf(integrationId).map(({ key, label }) => [key, label]));
  throw new Failure("unprocessable", "The connection is not complete.", {
    issues: parsed.error.issues.map((issue: { path: PropertyKey[]; message: string }) => {
      const key = String(issue.path[0] ?? "");
      const missing = !isRecord(values) || values[key] === undefined;
      return {
        code: "connection_value",
        severity: "error",
        message: `${labels.get(key) ?? key} ${missing ? "is empty" : issue.message}.`,
        field: key,
      };
    }),
  });
}
