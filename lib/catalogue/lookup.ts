/** Definitions by their type, for server and engine. The browser gets descriptors instead. */
import type { JsonObject, JsonValue } from "../base/json";
import type { AnyAction, AnyConnection, AnyTrigger, IntegrationDefinition } from "../kit/define";
import type { HostLimit } from "../kit/limits";
import type { WebhookSource } from "../kit/webhook";
import { INTEGRATIONS } from "./registry";

export const nodeType = (integrationId: string, slug: string): string => `${integrationId}.${slug}`;

const integrations = new Map<string, IntegrationDefinition>(INTEGRATIONS.map((entry) => [entry.id, entry]));
const actions = new Map<string, AnyAction>();
const triggers = new Map<string, AnyTrigger>();
for (const integration of integrations.values()) {
  for (const action of integration.actions) actions.set(nodeType(integration.id, action.slug), action);
  for (const trigger of integration.triggers) triggers.set(nodeType(integration.id, trigger.slug), trigger);
}

export const lookupAction = (type: string): AnyAction | undefined => actions.get(type);
export const lookupTrigger = (type: string): AnyTrigger | undefined => triggers.get(type);
/** Triggers whose events are clicks on links, by the event's type. */
export const linkTriggers: ReadonlyMap<string, AnyTrigger> = new Map(
  [...triggers.values()].flatMap((trigger) =>
    trigger.links === undefined ? [] : [[trigger.event, trigger]],
  ),
);
/** The output of the trigger that such events start; null where there is none, or it cannot read this one. */
export function readByTrigger(
  event: string,
  payload: JsonValue,
): { triggerType: string; output: JsonObject } | null {
  for (const [triggerType, trigger] of triggers) {
    if (trigger.event !== event) continue;
    const output = trigger.output.safeParse(trigger.read(payload));
    return output.success ? { triggerType, output: output.data as JsonObject } : null;
  }
  return null;
}
export const integrationOf = (id: string): IntegrationDefinition | undefined => integrations.get(id);
export const hostLimits: readonly HostLimit[] = INTEGRATIONS.flatMap(
  (integration) => integration.hostLimits ?? [],
);
export const webhookSourceOf = (integrationId: string): WebhookSource | undefined =>
  integrations.get(integrationId)?.webhook;
export const connectionOf = (integrationId: string): AnyConnection | undefined =>
  integrations.get(integrationId)?.connection;
