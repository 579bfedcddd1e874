/** What the engine needs of a database and of a queue. lib/db provides both, and one conformance suite holds it to this. */
import type { JsonObject, JsonValue } from "../base/json";
import type { ConditionReport } from "../conditions/condition";
import type { StepKey } from "../graph/step-key";
import type { NodeId, WorkflowDocument } from "../graph/workflow";

export type RunStatus = "pending" | "running" | "waiting" | "completed" | "failed" | "canceled" | "filtered";
export type StepStatus = "pending" | "running" | "waiting" | "completed" | "failed" | "canceled" | "skipped";
export type AttemptStatus = "running" | "completed" | "failed" | "interrupted";

export interface StepError {
  message: string;
  code?: string;
  details?: JsonValue;
}

/** What a person is asked after a try that was cut short and may have had its effect. */
export interface StepQuestion {
  /** The try that was interrupted. */
  attempt: number;
  /** When that try began. ISO 8601, as the next two. */
  startedAt: string;
  askedAt: string;
  /** Null while it is open. */
  answer: Answer | null;
  answeredAt: string | null;
}
/** It did happen: go on; make it again; count it as failed. */
export type Answer = "skip" | "repeat" | "fail";

/** Calls that are being made, by step. Empty: only pure logic is under way. */
export type UnderWay = Readonly<Record<StepKey, { attempt: number; startedAt: Date }>>;

/** Also of an iteration that has ended: no branches left where it was filtered, and no tries. */
export interface StepRecord {
  /** Within a loop with its iteration. */
  nodeId: StepKey;
  status: StepStatus;
  /** Ways out taken; null the plain way; empty none: the path ended here. */
  branches: string[] | null;
  /** Resolved, secrets replaced. */
  input: JsonValue | null;
  output: JsonValue | null;
  report: ConditionReport | null;
  error: StepError | null;
  question: StepQuestion | null;
  /** Tries so far. */
  attempts: number;
  /** Waiting or to be tried again: not before then. */
  resumeAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** Only of tries that failed, were interrupted, or were not the first: a first try that completed is told by its step. */
export interface AttemptRecord {
  nodeId: StepKey;
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
  /** As it was recorded last: what a worker that is gone had begun. */
  underWay: UnderWay | null;
  /** Without those of iterations that have ended, and without iterations of loops that have: nobody looks at them again. */
  steps: StepRecord[];
}

/** A run that is gone on with after a worker had it before. */
export interface MarkedRun {
  workspaceId: string;
  workflowId: string;
  startedAt: Date;
  underWay: UnderWay;
  /** Workers that ended while it was on trial. */
  strikes: number;
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
    /** Null unless it is running. */
    underWay: UnderWay | null;
    /** A step waits for an answer. */
    asks: boolean;
  };
  /** A job that goes on with this run then. */
  resumeAt?: Date;
}

export interface RunStore {
  /** Null for a run that is gone. */
  load(runId: string): Promise<LoadedRun | null>;
  /**
   * Says on the run's row, before anything of it is read or executed, that it is under way: so that it is found should it stop the worker.
   * Resolves after the commit. Null for a run that has ended or is gone.
   */
  mark(run: { runId: string; onTrial: boolean }): Promise<MarkedRun | null>;
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

export interface DueRun {
  runId: string;
  signal: AbortSignal;
  /** A worker had it before and did not end with it. */
  again: boolean;
  /** It was under way when workers ended: at most one such run at a time in a worker. */
  onTrial: boolean;
}

export interface RunQueue {
  /** `handle` is called with each due run; a call that rejects is made again later. */
  work(handle: (run: DueRun) => Promise<void>, options: { concurrency: number }): Promise<QueueWorker>;
}
