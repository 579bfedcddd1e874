/** Which event a test runs on while nobody has chosen one. */
import type { JsonObject } from "@/lib/base/json";
import { parseUrl } from "@/lib/base/parse-url";
import { callDoor } from "@/lib/contracts/call";
import { listPins, type Pin } from "@/lib/contracts/pins";
import {
  getTriggerEvent,
  listTriggerEvents,
  listTriggerExamples,
  type Sample,
  type TriggerEvent,
  type TriggerExample,
} from "@/lib/contracts/samples";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { triggerNodeOf } from "@/lib/graph/traverse";
import type { BuilderScene } from "../builder-context";
import type { Pins, TestEvent } from "./test-store";

export const pinsOf = (pins: readonly Pin[]): Pins =>
  Object.fromEntries(pins.map(({ nodeId, output }) => [nodeId, output]));

export const eventName = ({ person, about, id }: TriggerEvent): string => person ?? about ?? id;

/** Of a link only what is behind the host, which is what tells links apart. */
export function shortAbout(about: string | null): string | null {
  const url = about === null ? null : parseUrl(about);
  return url?.protocol.startsWith("http") ? `${url.pathname}${url.search}` : about;
}

export const asTestEvent = (
  triggerType: string,
  event: TriggerEvent & { output: TestEvent["output"] | Record<string, unknown> },
): TestEvent => ({
  kind: "event",
  id: event.id,
  name: eventName(event),
  about: event.person === null ? null : shortAbout(event.about),
  triggerType,
  output: event.output as JsonObject,
});

export const exampleEvent = (triggerType: string, { id, name, output }: TriggerExample): TestEvent => ({
  kind: "example",
  id,
  name,
  about: null,
  triggerType,
  output: output as JsonObject,
});

export const sampleEvent = ({ id, name, triggerType, output }: Sample): TestEvent => ({
  kind: "sample",
  id,
  name,
  about: null,
  triggerType,
  output: output as JsonObject,
});

/** While nothing else is known. */
export const builtInEvent = ({ type, sample }: NodeDescriptor): TestEvent => ({
  kind: "example",
  id: null,
  name: "Built-in example",
  about: null,
  triggerType: type,
  output: sample as JsonObject,
});

export const pinnedEvent = (triggerType: string, output: JsonObject): TestEvent => ({
  kind: "pinned",
  id: null,
  name: "Pinned event",
  about: null,
  triggerType,
  output,
});

/** The newest real event; before there is one, the first example. */
export async function defaultEvent(triggerType: string, signal?: AbortSignal): Promise<TestEvent | null> {
  const options = signal === undefined ? {} : { signal };
  const params = { triggerType };
  return (await newestEvent(triggerType, options)) ?? firstExample(params, options);
}

async function firstExample(params: { triggerType: string }, options: object): Promise<TestEvent | null> {
  const [first] = (await callDoor(listTriggerExamples, { params }, options)).examples;
  return first === undefined ? null : exampleEvent(params.triggerType, first);
}

async function newestEvent(triggerType: string, options: object): Promise<TestEvent | null> {
  const params = { triggerType };
  const { events } = await callDoor(listTriggerEvents, { params, query: { limit: 1 } }, options);
  const [newest] = events;
  if (newest === undefined) return null;
  const event = await callDoor(getTriggerEvent, { params: { ...params, eventId: newest.id } }, options);
  return asTestEvent(triggerType, event);
}

/** What the next test runs on. Null: there is no trigger yet. */
export async function eventAndPins(scene: BuilderScene): Promise<{ event: TestEvent; pins: Pins } | null> {
  const { facts, history } = scene.store.getState();
  const node = triggerNodeOf(history.document, scene.lookup);
  const descriptor = node && scene.lookup(node.type);
  if (node === undefined || descriptor === undefined) return null;
  const pins = pinsOf((await callDoor(listPins, { params: { workflowId: facts.id } })).pins);
  const { chosen } = scene.tests.getState();
  if (chosen?.triggerType === node.type) return { event: chosen, pins };
  const pinned = pins[node.id];
  if (pinned !== undefined) return { event: pinnedEvent(node.type, pinned as JsonObject), pins };
  return { event: (await defaultEvent(node.type).catch(() => null)) ?? builtInEvent(descriptor), pins };
}
