import { z } from "zod";
import { workflowDocument } from "../graph/workflow";
import { defineDoor } from "./door";
import { searchedTo } from "./lists";

const instant = z.iso.datetime();
export const runStatus = z.enum([
  "pending",
  "running",
  "waiting",
  "completed",
  "failed",
  "canceled",
  "filtered",
]);
export const stepStatus = z.enum([
  "pending",
  "running",
  "waiting",
  "completed",
  "failed",
  "canceled",
  "skipped",
]);
export const attemptStatus = z.enum(["running", "completed", "failed", "interrupted"]);
export type RunStatus = z.infer<typeof runStatus>;
export type StepStatus = z.infer<typeof stepStatus>;

export const runSummary = z.object({
  id: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  versionNumber: z.number().int(),
  eventId: z.string(),
  replayOf: z.string().nullable(),
  status: runStatus,
  personId: z.string().nullable(),
  personEmail: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  durationMs: z.number().nullable(),
  /** A step was cut short and waits for a person's answer. */
  needsAnswer: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const stepError = z.object({
  message: z.string(),
  code: z.string().optional(),
  details: z.json().optional(),
});
export const attempt = z.object({
  number: z.number().int(),
  status: attemptStatus,
  error: stepError.nullable(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export const answer = z.enum(["skip", "repeat", "fail"]);
export type Answer = z.infer<typeof answer>;
/** About a try that was cut short and may have had its effect. Open while `answer` is null. */
export const question = z.object({
  attempt: z.number().int(),
  startedAt: instant,
  askedAt: instant,
  answer: answer.nullable(),
  answeredAt: instant.nullable(),
});
export const step = z.object({
  nodeId: z.string(),
  /** The node's id, and within a loop the iteration: `send#3`, in a nested loop `send#3.0`. Iterations count from 0. Questions are answered by it. */
  key: z.string(),
  status: stepStatus,
  /** Ways out taken; null the plain way; empty: the path ended here (filtered). */
  branches: z.array(z.string()).nullable(),
  input: z.json().nullable(),
  output: z.json().nullable(),
  /** ConditionReport of lib/conditions/condition.ts. */
  report: z.json().nullable(),
  error: stepError.nullable(),
  question: question.nullable(),
  attempts: z.array(attempt),
  resumeAt: instant.nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type StepView = z.infer<typeof step>;

export const iterationStatus = z.enum(["running", "waiting", "completed", "failed", "filtered", "canceled"]);
export type IterationStatus = z.infer<typeof iterationStatus>;
/** One item's way through the body of a loop. */
export const iterationSummary = z.object({
  /** The loop and the iteration: `each#3`, of a nested loop `inner#3.0`. It is what `?iteration=` takes. */
  key: z.string(),
  /** From 0. */
  index: z.number().int(),
  status: iterationStatus,
  /** The item as people tell it, in a line of at most 120 characters: its name, title, label, e-mail or id, else its first fields. The whole of it is the `value` of an iteration that is asked for. */
  item: z.string(),
  error: z.object({ message: z.string(), nodeId: z.string().optional() }).nullable(),
  /** One of its steps waits for a person's answer. */
  needsAnswer: z.boolean(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type IterationSummary = z.infer<typeof iterationSummary>;
export const loop = z.object({
  /** Of the loop's own step. */
  key: z.string(),
  nodeId: z.string(),
  /** Items of its list. */
  total: z.number().int(),
  /** Those that were begun, in the order of the list. */
  iterations: z.array(iterationSummary),
  /** Of the steps of its body: in how many iterations they stand where. */
  counts: z.array(z.object({ nodeId: z.string(), status: stepStatus, count: z.number().int() })),
});
export type LoopView = z.infer<typeof loop>;
export const run = runSummary.extend({
  error: z.object({ message: z.string(), nodeId: z.string().optional() }).nullable(),
  document: workflowDocument,
  /** The trigger's output. */
  triggerOutput: z.json(),
  subject: z.string().nullable(),
  receivedAt: instant.nullable(),
  /** One per node that was reached or skipped, trigger excluded: outside of loops, or of the iteration that was asked for. */
  steps: z.array(step),
  /** The loops among these steps. */
  loops: z.array(loop),
  /** The one that was asked for, with its item. */
  iteration: iterationSummary.extend({ value: z.json() }).nullable(),
  olderId: z.string().nullable(),
  newerId: z.string().nullable(),
});
export type RunDetail = z.infer<typeof run>;

export const runQuery = z.object({
  workflowId: z.string().optional(),
  /** Comma-separated; `needs_answer` for those that ask something, whatever their status. */
  status: z.string().optional(),
  /** Part of person id or e-mail. */
  person: z.string().optional(),
  /** Part of the link. */
  url: z.string().optional(),
  from: instant.optional(),
  to: instant.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listRuns = defineDoor({
  method: "GET",
  path: "/api/v1/runs",
  summary: "List runs, newest first",
  query: runQuery,
  response: z.object({ runs: z.array(runSummary), nextCursor: z.string().nullable(), searchedTo }),
});
export const getRun = defineDoor({
  method: "GET",
  path: "/api/v1/runs/{runId}",
  summary:
    "Read a run with its steps and the version that ran; of loops the iterations, and with `iteration` the steps of one",
  params: z.object({ runId: z.string() }),
  /** `each#3`; 404 where it was not begun. */
  query: z.object({ iteration: z.string().optional() }),
  response: run,
});
export const cancelRun = defineDoor({
  method: "POST",
  path: "/api/v1/runs/{runId}/cancel",
  summary: "Cancel a run that has not ended",
  params: z.object({ runId: z.string() }),
  response: run,
});
export const answerRun = defineDoor({
  method: "POST",
  path: "/api/v1/runs/{runId}/answer",
  summary: "Answer what a run asks after a try that was cut short: `skip` (it happened), `repeat` or `fail`",
  params: z.object({ runId: z.string() }),
  body: z.object({
    /** The step's `key`: within a loop with its iteration. */
    nodeId: z.string(),
    /** The try that the question is about, so that a late answer is not taken for another one. */
    attempt: z.number().int().min(1),
    answer,
  }),
  response: run,
});
/**
 * Server-sent events at GET /api/v1/stream (session or key): `event: run` with data {runId, workflowId, status} whenever a run starts,
 * moves or ends; `event: delivery` with {deliveryId, eventId}; `event: workflow` with {workflowId, revision} when a workflow was changed
 * (`revision` is null where it was not its draft); `event: presence`, see `present` in workflows.ts. A comment line every 15 s.
 */
export const STREAM_PATH = "/api/v1/stream";
