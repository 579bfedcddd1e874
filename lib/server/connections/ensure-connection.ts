import { randomInt } from "node:crypto";
import { newId } from "@/lib/base/ids";
import { nodeDescriptor } from "@/lib/catalogue/descriptors";
import { integrationOf } from "@/lib/catalogue/lookup";
import { type ConnectionRow, createConnectionStore } from "@/lib/db/connection-store";
import type { WorkflowNode } from "@/lib/graph/workflow";
import type { Caller } from "../caller";

const LETTERS = "abcdefghijkmnpqrstuvwxyz";
const ALPHABET = `${LETTERS}ABCDEFGHJKLMNPQRSTUVWXYZ23456789`;
const KEY_LENGTH = 40;

/** Begins with a letter, so that no spreadsheet or shell takes it for a number or an option. */
export const newSigningKey = (): string =>
  Array.from({ length: KEY_LENGTH }, (_, i) =>
    (i === 0 ? LETTERS : ALPHABET).charAt(randomInt(i === 0 ? LETTERS.length : ALPHABET.length)),
  ).join("");

export const storeOf = (caller: Caller) => createConnectionStore(caller.app.database, caller.workspaceId);

/** What a connection of an integration that sends webhooks comes with. */
export function newEndpoint(
  caller: Caller,
  integrationId: string,
): { id: string; generatedKey: string } | null {
  if (integrationOf(integrationId)?.webhook === undefined) return null;
  return { id: newId("ep"), generatedKey: caller.app.secrets.seal(newSigningKey()) };
}

async function existing(caller: Caller, trigger: WorkflowNode): Promise<ConnectionRow | null> {
  const store = storeOf(caller);
  if (trigger.connectionId !== undefined) return store.find(trigger.connectionId);
  return store.firstOf(nodeDescriptor(trigger.type)?.integrationId ?? "");
}

/** The trigger's connection: the chosen one, else the first of its integration, else a new one. */
async function ensure(caller: Caller, trigger: WorkflowNode): Promise<ConnectionRow> {
  const found = await existing(caller, trigger);
  if (found !== null) return found;
  const integrationId = nodeDescriptor(trigger.type)?.integrationId ?? "";
  return storeOf(caller).create({
    id: newId("conn"),
    integrationId,
    name: integrationOf(integrationId)?.name ?? integrationId,
    settings: {},
    secrets: null,
    endpoint: newEndpoint(caller, integrationId),
  });
}

export const ensureConnection = Object.assign(ensure, { existing });
