/** Which subscriptions does an event start? Pure. */
import type { JsonObject } from "../base/json";
import type { AnyTrigger } from "../kit/define";
import type { NewRun, StoredSubscription } from "./event-store";
import type { ReadEvent } from "./read-event";

export interface MatchInput {
  event: ReadEvent;
  subscriptions: readonly StoredSubscription[];
  lookupTrigger: (type: string) => AnyTrigger | undefined;
  newRunId: () => string;
}

export interface Match {
  runs: NewRun[];
  /** Why a subscription to this event was passed over, for the inbox. */
  problems: string[];
}

export function match({ event, subscriptions, lookupTrigger, newRunId }: MatchInput): Match {
  const found: Match = { runs: [], problems: [] };
  for (const subscription of subscriptions) {
    const trigger = lookupTrigger(subscription.triggerType);
    if (trigger === undefined || subscription.event !== event.envelope.event) continue;
    const output = trigger.output.safeParse(trigger.read(event.payload));
    const config = trigger.config.safeParse(subscription.config);
    if (!output.success || !config.success) {
      found.problems.push(
        `${trigger.name} could not read it: ${(output.error ?? config.error)?.issues[0]?.message}.`,
      );
      continue;
    }
    if (trigger.matches?.(config.data, output.data) === false) continue;
    found.runs.push({
      id: newRunId(),
      workflowId: subscription.workflowId,
      versionId: subscription.versionId,
      triggerOutput: output.data as JsonObject,
    });
  }
  return found;
}
