import { z } from "zod";
import { defineDoor } from "./door";

const instant = z.iso.datetime();
export const BACKTEST_MOST = 10_000;
export const BACKTEST_USUAL = 1_000;

/** One step on an event's way through a document, as far as it was followed. */
export const wayStep = z.object({
  nodeId: z.string(),
  name: z.string(),
  type: z.string(),
  /** `passed` on, `stopped` there, `acts`: it would do what it does to others, `waits` and goes on, `fails`. */
  does: z.enum(["passed", "stopped", "acts", "waits", "fails"]),
  /** The branches taken, where it has some. */
  branches: z.array(z.string()),
});
export const way = z.object({
  ends: z.enum(["completed", "filtered", "failed", "not_started"]),
  /** Why it does not start, or what fails. */
  reason: z.string().nullable(),
  steps: z.array(wayStep),
});
export type Way = z.infer<typeof way>;
export type WayStep = z.infer<typeof wayStep>;

export const comparedEvent = z.object({
  eventId: z.string(),
  receivedAt: instant,
  /** Address, subject or person, whichever there is first. */
  about: z.string().nullable(),
  /** On the live version; null where there is none. */
  before: way.nullable(),
  after: way,
});
export type ComparedEvent = z.infer<typeof comparedEvent>;

export const CHANGE_KINDS = ["newlyMatched", "noLongerMatched", "changedPath", "same"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const backtestAnswer = z.object({
  /** Null for a workflow that is not live: then what the draft lets through is newly matched. */
  liveVersion: z.number().int().nullable(),
  /** Events looked at: those of the trigger's type and endpoint, the newest first. */
  events: z.number().int(),
  /** When the oldest of them came. */
  since: instant.nullable(),
  /** It took too long; there are older events that were asked for. */
  cutShort: z.boolean(),
  /** An event is matched where a run of it reaches an action, or the end. `changedPath`: in both, but by another way. */
  counts: z.record(z.enum(CHANGE_KINDS), z.number().int()),
  matched: z.object({ before: z.number().int(), after: z.number().int() }),
  /** The newest of each kind, at most 100; 20 of `same`. */
  examples: z.record(z.enum(CHANGE_KINDS), z.array(comparedEvent)),
  /** Where there is no event: how the trigger's built-in example would go. */
  sample: z.object({ before: way.nullable(), after: way }).nullable(),
  /** Steps that decide by what another step answers; its built-in example was taken for the answer. */
  guessed: z.array(z.object({ nodeId: z.string(), name: z.string() })),
  tookMs: z.number().int(),
});
export type BacktestAnswer = z.infer<typeof backtestAnswer>;

/** Without side effects: nothing is sent, no run is made. The draft is the stored one. */
export const backtestWorkflow = defineDoor({
  method: "GET",
  path: "/api/v1/workflows/{workflowId}/backtest",
  summary: "Compare the draft with the live version over the last stored events",
  params: z.object({ workflowId: z.string() }),
  query: z.object({
    events: z.coerce.number().int().min(1).max(BACKTEST_MOST).default(BACKTEST_USUAL),
  }),
  response: backtestAnswer,
});
