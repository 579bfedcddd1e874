/** Would an event start a document, and with what? The same reading and matching as at the door, without a subscription. */
import type { JsonObject, JsonValue } from "../base/json";
import { downstreamOf } from "../graph/traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "../graph/workflow";
import type { AnyAction, AnyTrigger } from "../kit/define";
import type { RehearsedStart } from "./rehearsal";

export interface Definitions {
  lookupTrigger: (type: string) => AnyTrigger | undefined;
  lookupAction: (type: string) => AnyAction | undefined;
}

/** A stored event as it came, or what a trigger made of one (a sample that somebody edited). */
export type RehearsedEvent = { payload: JsonValue } | { output: JsonObject };

type Refusal = Extract<RehearsedStart, { started: false }>;
type Prepared = { node: WorkflowNode; trigger: AnyTrigger; config: unknown } | Refusal;

const refusal = (why: Refusal["why"], message: string): Refusal => ({ started: false, why, message });

export function rehearseTrigger(
  document: WorkflowDocument,
  definitions: Definitions,
  event: RehearsedEvent,
): RehearsedStart {
  const prepared = prepare(document, definitions);
  if ("started" in prepared) return prepared;
  const { node, trigger, config } = prepared;
  const read = outputOf(trigger, event);
  if (typeof read === "string") return refusal("unreadable", `${trigger.name} cannot read it: ${read}.`);
  if (trigger.matches?.(config, read) === false)
    return refusal("not_matched", `The settings of ${node.name ?? trigger.name} pass it by.`);
  return { started: true, triggerId: node.id, output: read };
}

const known = new WeakMap<WorkflowDocument, Prepared>();

/** Once for a document, however many events are tried on it: an edit makes a new one. */
function prepare(document: WorkflowDocument, definitions: Definitions): Prepared {
  const prepared = known.get(document) ?? prepareAnew(document, definitions);
  known.set(document, prepared);
  return prepared;
}

function prepareAnew(document: WorkflowDocument, { lookupTrigger }: Definitions): Prepared {
  const node = document.nodes.find(({ type }) => lookupTrigger(type) !== undefined);
  const trigger = node && lookupTrigger(node.type);
  if (node === undefined || trigger === undefined)
    return refusal("no_trigger", "The workflow has no trigger, so nothing starts it.");
  const circle = firstInCircle(document);
  if (circle !== undefined)
    return refusal("circle", "A step leads back to itself, so a run would never end. Remove one edge of it.");
  const config = trigger.config.safeParse(node.config);
  return config.success
    ? { node, trigger, config: config.data }
    : refusal(
        "unreadable",
        `The settings of the trigger are not complete: ${config.error.issues[0]?.message}.`,
      );
}

const firstInCircle = (document: WorkflowDocument): NodeId | undefined =>
  document.nodes.find(({ id }) => downstreamOf(document, id).has(id))?.id;

const outputs = new WeakMap<RehearsedEvent, Map<AnyTrigger, JsonObject | string>>();

/** Read once, however many documents are tried on it. The text says why it cannot be read. */
function outputOf(trigger: AnyTrigger, event: RehearsedEvent): JsonObject | string {
  const ofEvent = outputs.get(event) ?? new Map<AnyTrigger, JsonObject | string>();
  const output = ofEvent.get(trigger) ?? read(trigger, event);
  outputs.set(event, ofEvent.set(trigger, output));
  return output;
}

function read(trigger: AnyTrigger, event: RehearsedEvent): JsonObject | string {
  const parsed = trigger.output.safeParse("payload" in event ? trigger.read(event.payload) : event.output);
  return parsed.success ? (parsed.data as JsonObject) : (parsed.error.issues[0]?.message ?? "not valid");
}
