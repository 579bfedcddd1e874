import { integrationDescriptors } from "@/lib/catalogue/descriptors";
import type { ConnectionView } from "@/lib/contracts/connections";
import type { ConnectionRow, EndpointHistory } from "@/lib/db/connection-store";
import type { InputField } from "@/lib/graph/descriptor";
import type { Caller } from "../caller";
import { notFound } from "../failure";
import { storeOf } from "./ensure-connection";
import { openConnection } from "./open-connection";
import { viewWebhook } from "./webhook-view";

export const fieldsOf = (integrationId: string): InputField[] =>
  integrationDescriptors.find(({ id }) => id === integrationId)?.connection?.fields ?? [];

export async function findConnection(caller: Caller, connectionId: string): Promise<ConnectionRow> {
  const row = await storeOf(caller).find(connectionId);
  if (row === null) throw notFound("connection");
  return row;
}

export async function listConnections(caller: Caller): Promise<ConnectionView[]> {
  const usage = await storeOf(caller).usage();
  return Promise.all((await storeOf(caller).list()).map((row) => view(caller, row, usage.get(row.id) ?? [])));
}

export async function viewConnection(caller: Caller, connectionId: string): Promise<ConnectionView> {
  const row = await findConnection(caller, connectionId);
  return view(caller, row, (await storeOf(caller).usage()).get(connectionId) ?? []);
}

async function view(
  caller: Caller,
  row: ConnectionRow,
  usedBy: ConnectionView["usedBy"],
): Promise<ConnectionView> {
  const { endpoint } = row;
  const history = endpoint === null ? null : await storeOf(caller).history(endpoint.id);
  const webhook = viewWebhook(caller, row);
  const secretNames = new Set(
    fieldsOf(row.integrationId).flatMap(({ key, input }) => (input === "secret" ? [key] : [])),
  );
  return {
    id: row.id,
    integrationId: row.integrationId,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    settings: row.settings,
    secretKeys: Object.keys(
      openConnection(caller.app.secrets, { settings: {}, secrets: row.secrets }),
    ).filter((key) => secretNames.has(key)),
    lastTest: lastTestOf(row),
    usedBy,
    webhook,
    freshnessSeconds: endpoint?.freshnessSeconds ?? null,
    heldCount: history?.held ?? 0,
    checklist: history === null || webhook === null ? [] : checklist(history, webhook.keyState),
  };
}

export const lastTestOf = ({ lastTestedAt, lastTestOk, lastTestMessage }: ConnectionRow) =>
  lastTestedAt === null
    ? null
    : { ok: lastTestOk === true, message: lastTestMessage ?? "", at: lastTestedAt.toISOString() };

const checklist = (
  history: EndpointHistory,
  keyState: "none" | "generated" | "pasted",
): ConnectionView["checklist"] => [
  {
    id: "received",
    label: "A request was received",
    done: history.deliveries > 0,
    detail: history.deliveries > 0 ? null : "Paste the address into Customer.io and send a test.",
  },
  {
    id: "key",
    label: "The signing key is known",
    done: keyState !== "none",
    detail: keyState === "none" ? "Paste the key that Customer.io shows beside the address." : null,
  },
  {
    id: "verified",
    label: "A signature was valid",
    done: history.verified > 0,
    detail:
      history.verified > 0
        ? null
        : "If requests come and none is valid, the key is another endpoint's, or something changes the body.",
  },
  {
    id: "click",
    label: "A click was seen",
    done: history.clicks > 0,
    detail:
      history.clicks > 0
        ? null
        : "Tick Email clicked in Customer.io and click a link in one of your e-mails.",
  },
  {
    id: "machine",
    label: "Customer.io tells machine clicks",
    done: history.withMachine > 0,
    detail:
      history.withMachine > 0
        ? null
        : "No click has said yet whether a machine made it; not every account sends that.",
  },
];
