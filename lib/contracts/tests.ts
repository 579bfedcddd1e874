/** Testing a draft over one event. Nothing is sent, unless one step is asked for by name. */
import { z } from "zod";
import { workflowDocument } from "../graph/workflow";
import { way } from "./backtest";
import { defineDoor } from "./door";

const json = z.json();
const output = z.record(z.string(), json);
const byWorkflow = z.object({ workflowId: z.string() });

const httpRequest = z.object({
  kind: z.literal("http"),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  /** Only the first 64 KiB of the body are here. */
  bodyCut: z.boolean(),
});
const mail = z.object({
  kind: z.literal("mail"),
  /** `host:port`. */
  server: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  /** Headers and body as on the wire. */
  source: z.string(),
});
const otherConnection = z.object({ kind: z.literal("connection"), server: z.string() });
/** Exactly what would be sent, secrets replaced. */
export const testedRequest = z.discriminatedUnion("kind", [httpRequest, mail, otherConnection]);
export type TestedRequest = z.infer<typeof testedRequest>;

export const testedStatus = z.enum([
  "passed",
  "filtered",
  "would_run",
  "would_wait",
  "failed",
  "skipped",
  "not_reached",
]);
export type TestedStatus = z.infer<typeof testedStatus>;

export const testedStep = z.object({
  nodeId: z.string(),
  status: testedStatus,
  /** Resolved, secrets replaced. */
  input: json.nullable(),
  /** `last`: of an earlier test or send; `example`: built in, because nobody knows what the other side would answer. */
  output: z.object({ value: json, from: z.enum(["run", "pin", "last", "example"]) }).nullable(),
  branches: z.array(z.string()).nullable(),
  /** A condition report (lib/conditions). */
  report: json.nullable(),
  waitUntil: z.iso.datetime().nullable(),
  requests: z.array(testedRequest),
  /** One for each request: where it would go. */
  destinations: z.array(z.string()),
  error: z.object({ message: z.string(), code: z.string().optional(), details: json.optional() }).nullable(),
  /** Why it is not done, filtered or failed, in a sentence. */
  reason: z.string().nullable(),
  tookMs: z.number(),
});
export type TestedStep = z.infer<typeof testedStep>;

/** Only the first items of a list are tried; the steps of the first one are among `steps`. */
export const testedLoop = z.object({
  nodeId: z.string(),
  /** Items of its list. */
  total: z.number().int(),
  /** Those that were tried. */
  iterations: z.array(
    z.object({
      index: z.number().int(),
      status: z.enum(["completed", "failed", "filtered", "until"]),
      /** The item in a line. */
      item: z.string(),
    }),
  ),
});
export type TestedLoop = z.infer<typeof testedLoop>;

/** The draft as the editor has it, saved or not; `event` is an output of its trigger. */
const testInput = z.object({
  document: workflowDocument,
  event: output,
  /** `to`: every step up to `nodeId` (all where it is absent). `step`: `nodeId` alone, on outputs that are pinned, given or examples. */
  mode: z.enum(["to", "step"]).default("to"),
  nodeId: z.string().optional(),
  /** Outputs of earlier tests, for steps whose own cannot be known without sending. */
  outputs: z.record(z.string(), json).optional(),
});

/** Steps whose output a test of one step took as given. */
const assumed = z.array(z.object({ nodeId: z.string(), from: z.enum(["pin", "last", "example"]) }));

export const testWorkflow = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/test",
  summary: "Run a draft over one event, all of it or to a step, with nothing sent",
  params: byWorkflow,
  body: testInput,
  response: z.object({
    /** Would the event start the workflow? `message` says why not. */
    start: z.object({ started: z.boolean(), message: z.string().nullable() }),
    status: z.enum(["completed", "failed", "filtered", "not_started", "until"]),
    /** In the order they would run; the trigger is not among them. */
    steps: z.array(testedStep),
    /** Of loops within loops, those of the first item. */
    loops: z.array(testedLoop),
    assumed,
    tookMs: z.number(),
  }),
});
/** At most two seconds: what could not be followed by then is left out. */
export const followExamples = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/example-ways",
  summary: "The way that each built-in event of its trigger takes through a draft, with nothing sent",
  params: byWorkflow,
  body: z.object({ document: workflowDocument }),
  response: z.object({ ways: z.array(z.object({ exampleId: z.string(), way })) }),
});
/**
 * Executes one step once, without retries, on what a test gives it. 409 where it would not go where the caller was told
 * (`destinations`, of the test before); 422 where it would send nothing; 429 where a rate limit makes it wait. Audited.
 */
export const sendStep = defineDoor({
  method: "POST",
  path: "/api/v1/workflows/{workflowId}/send",
  summary: "Send one step of a draft for real",
  params: byWorkflow,
  body: testInput.extend({ nodeId: z.string(), destinations: z.array(z.string()).min(1) }),
  response: z.object({ step: testedStep }),
});
