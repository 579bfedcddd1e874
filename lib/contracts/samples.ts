/** Events to test with: built-in examples of a trigger, real events as it reads them, and samples that were kept. */
import { z } from "zod";
import { defineDoor } from "./door";
import { searchedTo } from "./lists";

const instant = z.iso.datetime();
const byTrigger = z.object({ triggerType: z.string() });
const bySample = z.object({ sampleId: z.string() });
const output = z.record(z.string(), z.json());
const sampleName = z.string().trim().min(1, "is empty").max(120);

export const sample = z.object({
  id: z.string(),
  triggerType: z.string(),
  name: z.string(),
  output,
  updatedAt: instant,
});
export type Sample = z.infer<typeof sample>;

export const triggerExample = z.object({ id: z.string(), name: z.string(), summary: z.string(), output });
export type TriggerExample = z.infer<typeof triggerExample>;

const triggerEvent = z.object({
  id: z.string(),
  receivedAt: instant,
  /** E-mail or id of the person. */
  person: z.string().nullable(),
  /** Link, else subject. */
  about: z.string().nullable(),
});
export type TriggerEvent = z.infer<typeof triggerEvent>;

export const listTriggerExamples = defineDoor({
  method: "GET",
  path: "/api/v1/triggers/{triggerType}/examples",
  summary: "The built-in events to test a trigger's workflows with",
  params: byTrigger,
  response: z.object({ examples: z.array(triggerExample) }),
});
export const listTriggerEvents = defineDoor({
  method: "GET",
  path: "/api/v1/triggers/{triggerType}/events",
  summary: "Real events that the trigger reads, newest first",
  params: byTrigger,
  query: z.object({
    /** Part of person, e-mail, link, subject or id. */
    q: z.string().max(300).optional(),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  response: z.object({ events: z.array(triggerEvent), nextCursor: z.string().nullable(), searchedTo }),
});
/** 422 where the trigger cannot read the event. */
export const getTriggerEvent = defineDoor({
  method: "GET",
  path: "/api/v1/triggers/{triggerType}/events/{eventId}",
  summary: "One real event as the trigger reads it",
  params: byTrigger.extend({ eventId: z.string() }),
  response: triggerEvent.extend({ output }),
});
export const listSamples = defineDoor({
  method: "GET",
  path: "/api/v1/samples",
  summary: "Samples of a trigger, by name",
  query: byTrigger,
  response: z.object({ samples: z.array(sample) }),
});
/** 422 with `issues` where the output is not one of the trigger's; 409 where the name is taken; 413 over 256 KiB. */
export const createSample = defineDoor({
  method: "POST",
  path: "/api/v1/samples",
  summary: "Keep a trigger's output under a name",
  body: z.object({ triggerType: z.string(), name: sampleName, output }),
  response: sample,
});
export const keepEvent = defineDoor({
  method: "POST",
  path: "/api/v1/events/{eventId}/keep",
  summary: "Keep a real event as a sample",
  params: z.object({ eventId: z.string() }),
  body: z.object({ name: sampleName }),
  response: sample,
});
export const updateSample = defineDoor({
  method: "PATCH",
  path: "/api/v1/samples/{sampleId}",
  summary: "Rename a sample or replace its output",
  params: bySample,
  body: z.object({ name: sampleName.optional(), output: output.optional() }),
  response: sample,
});
export const deleteSample = defineDoor({
  method: "DELETE",
  path: "/api/v1/samples/{sampleId}",
  summary: "Delete a sample",
  params: bySample,
  response: z.object({ deleted: z.literal(true) }),
});
