/** What a step gave, or would give: the values that picker, pills and previews show. One place decides whose value it is. */
import type { JsonValue } from "../base/json";
import type { NodeId } from "./workflow";

export interface StepSample {
  output: JsonValue;
  /**
   * The event chosen to test with, a pinned output, the last real event, what the step calculates of the other samples, what a test found,
   * or the example that comes with the step.
   */
  origin: "chosen" | "pinned" | "event" | "calculated" | "tested" | "example";
  /** ISO instant of the event. */
  at?: string;
}

export interface KnownSamples {
  /** By step. */
  pinned?: Readonly<Record<NodeId, JsonValue>>;
  /** As the trigger reads it. */
  event?: { output: JsonValue; receivedAt: string } | undefined;
  /** By step that calculates. */
  calculated?: Readonly<Record<NodeId, JsonValue>>;
  /** The trigger's output that somebody tests with; goes before all others. */
  chosen?: JsonValue | undefined;
  /** By step: what the last test found. */
  tested?: Readonly<Record<NodeId, JsonValue>>;
}

/** `example` is the described node's (described-node.ts), so that it has the members that the configuration names. */
export function stepSample(
  step: { nodeId: NodeId; isTrigger: boolean; example: JsonValue },
  { pinned, event, chosen, calculated, tested }: KnownSamples,
): StepSample {
  const { nodeId, isTrigger, example } = step;
  if (isTrigger && chosen !== undefined) return { output: chosen, origin: "chosen" };
  if (pinned !== undefined && Object.hasOwn(pinned, nodeId))
    return { output: pinned[nodeId] as JsonValue, origin: "pinned" };
  if (isTrigger && event !== undefined)
    return { output: event.output, origin: "event", at: event.receivedAt };
  if (calculated !== undefined && Object.hasOwn(calculated, nodeId))
    return { output: calculated[nodeId] as JsonValue, origin: "calculated" };
  if (tested !== undefined && Object.hasOwn(tested, nodeId))
    return { output: tested[nodeId] as JsonValue, origin: "tested" };
  return { output: example, origin: "example" };
}
