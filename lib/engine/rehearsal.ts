/** What a rehearsal found: how a run of a document over one event would go, with nothing sent. Plain JSON. */
import type { JsonObject, JsonValue } from "../base/json";
import type { ConditionReport } from "../conditions/condition";
import type { StepKey } from "../graph/step-key";
import type { NodeId } from "../graph/workflow";
import type { StepError } from "./run-store";

/**
 * - `passed`: done for real, because it has no effect outside; the path goes on.
 * - `filtered`: done for real, and the path ends there.
 * - `would_run`: it would send what `requests` says; its own output is not known.
 * - `would_wait`: until `waitUntil`; passed at once.
 * - `failed`: it would fail, whatever the other side answered.
 * - `skipped`: no path leads there, or it is switched off and passed through.
 * - `not_reached`: behind the step that the rehearsal was to end with.
 */
export type RehearsedStatus =
  | "passed"
  | "filtered"
  | "would_run"
  | "would_wait"
  | "failed"
  | "skipped"
  | "not_reached";

/** Where an output comes from: worked out here, pinned, of the last real run, or the step's built-in example. */
export type OutputOrigin = "run" | "pin" | "last" | "example";

export interface RecordedCall {
  kind: "http";
  method: string;
  /** Secrets in here, in the headers and in the body are replaced. */
  url: string;
  headers: Record<string, string>;
  body: string | null;
  /** Only the first 64 KiB of the body are here. */
  bodyCut: boolean;
}
export interface RecordedMail {
  kind: "mail";
  /** `host:port`. */
  server: string;
  from: string;
  to: string[];
  /** Headers and body as on the wire. */
  source: string;
}
/** A connection of another kind; what would be said over it is not known. */
export interface RecordedConnection {
  kind: "connection";
  /** `host:port`. */
  server: string;
}
export type RecordedRequest = RecordedCall | RecordedMail | RecordedConnection;

export interface RehearsedStep {
  nodeId: NodeId;
  /** Within a loop with the iteration: `send#0` (lib/graph/step-key.ts). */
  key: StepKey;
  status: RehearsedStatus;
  /** Resolved, secrets replaced; null where it was not got so far. */
  input: JsonValue | null;
  output: { value: JsonValue; from: OutputOrigin } | null;
  /** Ways out taken; null the plain way; empty none. */
  branches: string[] | null;
  /** Every condition with the value seen. */
  report: ConditionReport | null;
  /** ISO 8601. */
  waitUntil: string | null;
  /** What would be sent. An action that sends several requests shows the first: the others depend on its answer. */
  requests: RecordedRequest[];
  error: StepError | null;
  /** Why it is not done, filtered or failed, in a sentence. */
  reason: string | null;
}

export type RehearsedStart =
  | { started: true; triggerId: NodeId; output: JsonObject }
  | {
      started: false;
      /** `not_matched`: the trigger's own settings let it pass by. */
      why: "no_trigger" | "circle" | "unreadable" | "not_matched";
      message: string;
    };

export interface RehearsedLoop {
  nodeId: NodeId;
  /** Of the loop's own step. */
  key: StepKey;
  /** Items of its list. */
  total: number;
  /** Those that were tried: the first ones. `until`: it was not gone through to its end. */
  iterations: { index: number; item: JsonValue; status: "completed" | "failed" | "filtered" | "until" }[];
}

export interface Rehearsal {
  start: RehearsedStart;
  /** `until`: ended at the step asked for. */
  status: "completed" | "failed" | "filtered" | "not_started" | "until";
  /** In the order they would run; what is not done comes where it was passed by. The trigger is not among them. */
  steps: RehearsedStep[];
  loops: RehearsedLoop[];
}
