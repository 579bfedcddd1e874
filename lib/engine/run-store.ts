/** What the engine needs of a database and of a queue. lib/db provides both, and one conformance suite holds it to this. */
import type { JsonObject, JsonValue } from "../base/json";
import type { ConditionReport } from "../conditions/condition";
import type { NodeId, WorkflowDocument } from "../graph/workflow";

export type RunStatus = "pending" | "running" | "waiting" | "completed" | "failed" | "canceled" | "filtered";
export type StepStatus = "pending" | "running" | "waiting" | "completed" | "failed" | "canceled" | "skipped";
export type AttemptStatus = "running" | "completed" | "failed" | "interrupted";

export interface StepError {
  message: string;
  code?: string;
  details?: JsonValue;
}

export interface StepRecord {
  nodeId: NodeId;
  status: StepStatus;
  /** Ways out taken; null the plain way; empty none: the path ended here. */
  branches: string[] | null;
  /** Resolved, secrets replaced. */
  input: JsonValue | null;
  output: JsonValue | null;
  report: ConditionReport | null;
  error: StepError | null;
  /** Tries so far. */
  attempts: number;
  /** Waiting or to be tried again: not before then. */
  resumeAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

export interface AttemptRecord {
  nodeId: NodeId;
  number: number;
  status: AttemptStatus;
  error: StepError | null;
  startedAt: Date;
  finishedAt: Date | null;
}

export interface LoadedRun {
  id: string;
  workspaceId: string;
  workflowId: string;
  versionId: string;
  status: RunStatus;
  startedAt: Date | null;
  document: WorkflowDocument;
  triggerOutput: JsonObject;
  steps: StepRecord[];
}

export interface RunChange {
  runId: string;
  workspaceId: string;
  workflowId: string;
  /** Whole rows: inserted, or replaced. */
  steps: StepRecord[];
  attempts: AttemptRecord[];
  /** Absent: only steps move. */
  run?: {
    status: RunStatus;
    startedAt: Date;
    finishedAt: Date | null;
    error: { message: string; nodeId?: NodeId } | null;
  };
  /** A job that goes on with this run then. */
  resumeAt?: Date;
}

export interface RunStore {
  /** Null for a run that is gone. */
  load(runId: string): Promise<LoadedRun | null>;
  /**
   * Writes everything of a change, its job included, in one transaction, and resolves after the commit. The answer is false where the
   * run was canceled or deleted meanwhile; then nothing was written.
   */
  record(change: RunChange): Promise<boolean>;
}

export interface QueueWorker {
  /** Lets running work finish for a moment, then aborts it; jobs not done stay for others. */
  stop(): Promise<void>;
  /** Resolves when this worker may not go on: its database connection was lost. */
  failed: Promise<Error>;
}

export interface RunQueue {
  /** `handle` is called with each due run; a call that rejects is made again later. */
  work(
    handle: (runId: string, signal: AbortSignal) => Promise<void>,
    options: { concurrency: number },
  ): Promise<QueueWorker>;
}
