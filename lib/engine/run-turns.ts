/**
 * Rate limits. A step whose action is limited takes its turn before it is tried: one that comes soon is waited for here, for a later one the
 * run rests. The turn that was taken is noted on the step, so whoever goes on with the run does not take another one.
 */
import { createHash } from "node:crypto";
import type { Clock } from "../base/clock";
import type { JsonValue } from "../base/json";
import { parseUrl } from "../base/parse-url";
import { resolveTemplate, type Scope } from "../graph/references";
import type { StepKey } from "../graph/step-key";
import { WAITING_FOR_TURN } from "../graph/waiting-for-turn";
import type { WorkflowNode } from "../graph/workflow";
import type { AnyAction } from "../kit/define";
import { RetryAfterError } from "../kit/errors";
import { CONNECTION, type HostLimit } from "../kit/limits";
import type { HostGate } from "./host-gate";
import type { StepError, StepRecord } from "./run-store";

export interface Turn {
  /** Whoever has the same key shares the limit. */
  key: string;
  everyMs: number;
  because: string;
}

/** The turns of all workers. */
export interface TurnStore {
  /** Takes the next free turn and answers in how many milliseconds it is due; 0 or less: now. */
  take(turn: Turn): Promise<number>;
  /** The service said so: nobody is given a turn before. */
  holdBack(key: string, forMs: number): Promise<void>;
}

export interface TurnDeps {
  lookupAction: (type: string) => AnyAction | undefined;
  clock: Clock;
  turns?: { store: TurnStore; hostLimits: readonly HostLimit[]; gate: HostGate };
}

/** A run waits for so long under way; for longer it rests. */
const MOMENT_MS = 2_000;
/** It is up again so much before its turn, because resting runs are looked for once a second. */
const EARLY_MS = 1_500;
/** A turn that is missed by more (and by half of the distance between two) is lost: the calls after it are on their way. */
const LATE_MS = 100;
/** In one go. A process that is late every time goes on after so many: a call too many can be refused and repeated, one that never leaves cannot. */
const MAX_LOST = 3;

interface Candidate {
  node: WorkflowNode;
  step: StepRecord;
}

interface Due {
  dueMs: number;
  because: string;
}

export class RunTurns {
  private readonly keys = new Map<string, string[]>();
  private readonly leave = new Map<string, () => void>();

  constructor(
    private readonly deps: TurnDeps,
    private readonly workspaceId: string,
    private readonly signal: AbortSignal,
  ) {}

  /** The step where it may be tried at once, which is the rule; null where it has to `wait`. */
  atOnce(candidate: Candidate, scope: () => Scope): StepRecord | null {
    const { node, step } = candidate;
    if (!this.isLimited(candidate)) return step;
    const call = this.callOf(node, scope());
    if (turnsOf(call).length > 0) return null;
    const leave =
      call.called === null ? () => undefined : this.deps.turns?.gate.tryEnter(call.called.url.origin);
    if (leave == null) return null;
    this.leave.set(step.nodeId, leave);
    return step;
  }

  /** The step as it is when it may be tried, or as it rests until its turn. Rejects when the worker stops before. */
  async wait({ node, step }: Candidate, scope: Scope): Promise<StepRecord> {
    const { deps, signal } = this;
    const call = this.callOf(node, scope);
    const turns = turnsOf(call);
    this.keys.set(
      step.nodeId,
      turns.map(({ key }) => key),
    );
    let due = await this.comeUp(turns, taken(step, turns));
    if (!due.isFar && call.called !== null && deps.turns !== undefined) {
      this.leave.set(step.nodeId, await deps.turns.gate.enter(call.called.url.origin, signal));
      // What went by while it stood there is lost; the place is kept, or it would stand there again.
      if (this.isLost(due, turns)) due = await this.comeUp(turns);
      if (due.isFar) this.ended(step.nodeId);
    }
    if (due.isFar) return resting(step, due.dueMs, due.because);
    return isResting(step) ? { ...step, error: null, resumeAt: null } : step;
  }

  /** A step's try has ended: its call makes room for another one. */
  ended(key: StepKey): void {
    this.leave.get(key)?.();
    this.leave.delete(key);
  }

  allEnded(): void {
    for (const key of [...this.leave.keys()]) this.ended(key);
  }

  /** A failure may say when the service wants to hear from us again. */
  failed(step: StepKey, thrown: unknown): void {
    if (!(thrown instanceof RetryAfterError)) return;
    for (const key of this.keys.get(step) ?? [])
      this.deps.turns?.store.holdBack(key, thrown.retryAfterMs).catch(() => undefined);
  }

  private isLimited({ node }: Candidate): boolean {
    const action = this.deps.lookupAction(node.type);
    return this.deps.turns !== undefined && (action?.limits !== undefined || action?.calls !== undefined);
  }

  private callOf(node: WorkflowNode, scope: Scope): Call {
    const { deps, workspaceId } = this;
    const call: Call = { node, scope, deps, workspaceId, called: null };
    call.called = calledBy(call);
    return call;
  }

  /**
   * Waits for a turn that comes soon; one that does not is answered as it is. A process that stood still wakes when its turn has gone by,
   * and the next ones with it: all of them at once would be more than the limit allows, so it takes another one.
   */
  private async comeUp(turns: Turn[], first?: Due): Promise<Due & { isFar: boolean }> {
    if (turns.length === 0) return { dueMs: 0, because: "", isFar: false };
    let due = first === undefined || this.isLost(first, turns) ? await this.take(turns) : first;
    for (let lost = 0; ; lost++) {
      const waitMs = due.dueMs - this.deps.clock().getTime();
      if (waitMs > MOMENT_MS) return { ...due, isFar: true };
      if (waitMs > 0) await pause(waitMs, this.signal);
      if (lost === MAX_LOST || !this.isLost(due, turns)) return { ...due, isFar: false };
      due = await this.take(turns);
    }
  }

  private isLost({ dueMs }: Due, turns: Turn[]): boolean {
    const lateMs = Math.max(LATE_MS, ...turns.map(({ everyMs }) => everyMs / 2));
    return turns.length > 0 && this.deps.clock().getTime() - dueMs > lateMs;
  }

  private async take(turns: Turn[]): Promise<Due> {
    const due = await Promise.all(
      turns.map(async (turn) => ({
        waitMs: (await this.deps.turns?.store.take(turn)) ?? 0,
        because: turn.because,
      })),
    );
    const last = due.reduce((latest, one) => (one.waitMs > latest.waitMs ? one : latest));
    return { dueMs: this.deps.clock().getTime() + last.waitMs, because: last.because };
  }
}

export const isResting = (step: StepRecord): step is StepRecord & { error: StepError } =>
  step.error?.code === WAITING_FOR_TURN;

/** The turn that this step took before it rested. */
function taken(step: StepRecord, turns: Turn[]): Due | undefined {
  if (!isResting(step)) return undefined;
  const { dueAt } = step.error.details as { dueAt: string };
  return { dueMs: Date.parse(dueAt), because: turns[0]?.because ?? "" };
}

const resting = (step: StepRecord, dueMs: number, because: string): StepRecord => ({
  ...step,
  status: "pending",
  resumeAt: new Date(dueMs - EARLY_MS),
  error: {
    message: `Waiting for its turn: ${because}.`,
    code: WAITING_FOR_TURN,
    details: { dueAt: new Date(dueMs).toISOString() },
  },
});

interface Call {
  node: WorkflowNode;
  scope: Scope;
  deps: TurnDeps;
  workspaceId: string;
  /** What the step is about to call; null where its action does not say. */
  called: { url: URL; method: string } | null;
}

function turnsOf(call: Call): Turn[] {
  const action = call.deps.lookupAction(call.node.type);
  const own = (action?.limits ?? []).map(({ per, everyMs, because }) => {
    const values = per.map((name) => (name === CONNECTION ? call.node.connectionId : inputOf(call, name)));
    return { key: keyOf([call.workspaceId, call.node.type, ...values]), everyMs, because };
  });
  const ofHost = hostTurn(call);
  return ofHost === null ? own : [...own, ofHost];
}

function calledBy(call: Call): Call["called"] {
  const calls = call.deps.lookupAction(call.node.type)?.calls;
  if (calls === undefined) return null;
  const url = parseUrl(String(inputOf(call, calls.url)));
  return url && { url, method: String(inputOf(call, calls.method) ?? "POST").toUpperCase() };
}

function hostTurn({ called, deps, workspaceId }: Call): Turn | null {
  const limits = deps.turns?.hostLimits ?? [];
  if (called === null) return null;
  const { hostname, pathname } = called.url;
  const { method } = called;
  const index = limits.findIndex(
    (one) =>
      one.hosts.includes(hostname) &&
      (one.method === undefined || one.method === method) &&
      one.path.test(pathname),
  );
  const limit = limits[index];
  if (limit === undefined) return null;
  const shared = limit.per === "path" ? pathname.replace(/\/$/, "") : String(index);
  return {
    key: keyOf([workspaceId, hostname, shared]),
    everyMs: limit.everyMs,
    because: limit.because,
  };
}

/** What cannot be resolved fails where the step is tried. */
function inputOf({ node, scope }: Call, name: string): JsonValue {
  try {
    return (resolveTemplate(node.config[name] ?? null, scope) as JsonValue | undefined) ?? null;
  } catch {
    return null;
  }
}

/** Inputs can be anything, of any length, and nobody else's business. */
const keyOf = (parts: unknown[]) => createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
