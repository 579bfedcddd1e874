import { webhookSourceOf } from "@/lib/catalogue/lookup";
import type { WebhookInfo } from "@/lib/contracts/workflows";
import type { ConnectionRow, EndpointRow } from "@/lib/db/connection-store";
import type { Caller } from "../caller";

/** Where the provider sends events, and what to do there; null where nothing is sent. */
export function viewWebhook(caller: Caller, { id, endpoint }: ConnectionRow): WebhookInfo | null {
  if (endpoint === null) return null;
  const setup = webhookSourceOf(endpoint.integrationId)?.setup;
  return {
    connectionId: id,
    endpointId: endpoint.id,
    url: `${caller.app.environment.origin}/api/hooks/${endpoint.id}`,
    integrationId: endpoint.integrationId,
    keyState: keyState(endpoint),
    menuPath: setup?.menuPath ?? [],
    advice: setup?.advice ?? [],
    lastEventAt: endpoint.lastEventAt?.toISOString() ?? null,
  };
}

function keyState({ pastedKey, keyActiveAt }: EndpointRow): WebhookInfo["keyState"] {
  if (pastedKey !== null) return "pasted";
  return keyActiveAt === null ? "none" : "generated";
}
