/** Which subscriptions does an event start? Pure. */
import type { JsonObject } from "../base/json";
import type { AnyTrigger } from "../kit/define";
import type { NewRun, StoredSubscription } from "./event-store";
import type { ReadEvent } from "./read-event";

export interface MatchInput {
  event: ReadEvent;
  subscriptions: readonly StoredSubscription[];
  lookupTrigger: (type: string) => AnyTrigger | undefined;
  runIdOf: (versionId: string) => string;
}

export interface Match {
  runs: NewRun[];
  /** Why a subscription to this event was passed over, for the inbox. */
  problems: string[];
}

export function match({ event, subscriptions, lookupTrigger, runIdOf }: MatchInput): Match {
  const found: Match = { runs: [], problems: [] };
  const outputOf = readOnce(event);
  for (const subscription of subscriptions) {
    const trigger = lookupTrigger(subscription.triggerType);
    if (trigger === undefined || subscription.event !== event.envelope.event) continue;
    const output = outputOf(trigger);
    const config = configOf(subscription, trigger);
    if (!output.success || !config.success) {
      found.problems.push(
        `${trigger.name} could not read it: ${(output.error ?? config.error)?.issues[0]?.message}.`,
      );
      continue;
    }
    if (trigger.matches?.(config.data, output.data) === false) continue;
    found.runs.push({
      id: runIdOf(subscription.versionId),
      workflowId: subscription.workflowId,
      versionId: subscription.versionId,
      triggerOutput: output.data as JsonObject,
    });
  }
  return found;
}

const configs = new WeakMap<StoredSubscription, ReturnType<AnyTrigger["config"]["safeParse"]>>();

/** A subscription that is kept in memory is parsed once, not with every event. */
function configOf(subscription: StoredSubscription, trigger: AnyTrigger) {
  const config = configs.get(subscription) ?? trigger.config.safeParse(subscription.config);
  configs.set(subscription, config);
  return config;
}

/** However many workflows one event starts, it is read once for each type of trigger. */
function readOnce(event: ReadEvent) {
  const outputs = new Map<AnyTrigger, ReturnType<AnyTrigger["output"]["safeParse"]>>();
  return (trigger: AnyTrigger) => {
    const output = outputs.get(trigger) ?? trigger.output.safeParse(trigger.read(event.payload));
    outputs.set(trigger, output);
    return output;
  };
}
