/**
 * Takes a run as far as it can go now: plan, try what is ready, record, plan again. It ends when the run has ended or when everything
 * left waits for a time or a person; a job for that time is recorded with the rest. Whatever it knows is in the store, so another worker
 * can go on from any point.
 */
import type { JsonValue } from "../base/json";
import type { NodeId, WorkflowNode } from "../graph/workflow";
import type { AnyAction } from "../kit/define";
import { executeStep, type StepOutcome, type StepServices, shownInput } from "./execute-step";
import { interruptionsOf } from "./interruption";
import { isLogic } from "./logic";
import { type Plan, planRun } from "./plan";
import { retryAt } from "./retry";
import { RunJournal } from "./run-journal";
import type { DueRun, LoadedRun, RunStatus, RunStore, StepRecord } from "./run-store";
import { isResting, RunTurns, type TurnDeps } from "./run-turns";
import { afterSuccess, newStep } from "./step-records";
import { mayGoOn } from "./trial";
import { withinMoment } from "./within-moment";

export interface EngineDeps extends StepServices, TurnDeps {
  store: RunStore;
  random: () => number;
  /** Is this node type a trigger? The trigger has no step of its own. */
  isTrigger: (type: string) => boolean;
}

const ENDED: ReadonlySet<RunStatus> = new Set(["completed", "failed", "canceled", "filtered"]);

export async function executeRun(deps: EngineDeps, due: DueRun): Promise<void> {
  const { runId, signal, again, onTrial } = due;
  if ((again || onTrial) && !(await mayGoOn(deps, due))) return;
  const run = await deps.store.load(runId);
  if (run === null || ENDED.has(run.status)) return;
  await new RunExecution(deps, run, signal).toItsEnd();
}

/** A try has ended, or the time to wait for a step's turn. */
type Settled = { nodeId: NodeId; outcome: StepOutcome } | { nodeId: NodeId; turn: StepRecord | null };

/** What was recorded of one run, and what is under way. One per job. */
class RunExecution {
  private readonly journal: RunJournal;
  private readonly nodes: Map<NodeId, WorkflowNode>;
  private readonly triggerId: NodeId;
  private readonly inFlight = new Map<NodeId, Promise<Settled>>();
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private readonly turns: RunTurns;
  constructor(
    private readonly deps: EngineDeps,
    private readonly run: LoadedRun,
    private readonly outer: AbortSignal,
  ) {
    this.nodes = new Map(run.document.nodes.map((node) => [node.id, node]));
    this.triggerId = run.document.nodes.find((node) => deps.isTrigger(node.type))?.id ?? "";
    this.journal = new RunJournal(deps.store, run, {
      startedAt: run.startedAt ?? deps.clock(),
      actionOf: (id) => this.actionOf(id),
    });
    this.signal = this.abort.signal;
    this.turns = new RunTurns(deps, run.workspaceId, this.signal);
  }

  async toItsEnd(): Promise<void> {
    // By hand: AbortSignal.any keeps weak references, which cost the collector more than the rest of a short run.
    const stop = () => this.abort.abort(this.outer.reason);
    if (this.outer.aborted) stop();
    else this.outer.addEventListener("abort", stop, { once: true });
    try {
      this.recover();
      while (await this.advance()) {
        const settled = await this.nextSettled();
        if (settled === null || !(await this.accept(settled))) return;
      }
    } finally {
      this.outer.removeEventListener("abort", stop);
      this.abort.abort(new Error("The run has ended."));
      this.turns.allEnded();
    }
  }

  /** False: the run was canceled or deleted. */
  private async accept(settled: Settled): Promise<boolean> {
    this.inFlight.delete(settled.nodeId);
    const cutShort = this.signal.aborted;
    if ("outcome" in settled && (!cutShort || settled.outcome.kind === "done"))
      this.conclude(settled.nodeId, settled.outcome);
    if (cutShort) await this.handOver();
    return "outcome" in settled || this.takeTurn(settled.turn);
  }

  /** Shutting down: what is known is recorded, the rest stays recorded as under way, and the job is handed to another worker. */
  private async handOver(): Promise<never> {
    await this.journal.flush("running", { all: true });
    throw this.signal.reason;
  }

  /** A try that was under way when its worker ended is shown as interrupted; then it is repeated, asked about or failed. */
  private recover(): void {
    const { lookupAction } = this.deps;
    const nodeOf = (id: NodeId) => this.nodes.get(id);
    for (const { step, attempt } of interruptionsOf(this.run, {
      nodeOf,
      lookupAction,
      inputOf: (node, action) => shownInput(action, { node, scope: this.scope() }),
      now: this.deps.clock(),
    })) {
      this.journal.note(attempt);
      this.journal.save(step);
    }
  }

  /** Null: the run was canceled or deleted. */
  private async nextSettled(): Promise<Settled | null> {
    const settled = Promise.race(this.inFlight.values());
    if (this.journal.isWritten()) return settled;
    if ((await withinMoment(settled)) || (await this.journal.flush("running", { all: true }))) return settled;
    return null;
  }

  /** Plans and starts. False when there is nothing to wait for in this process. */
  private async advance(): Promise<boolean> {
    for (;;) {
      const now = this.deps.clock();
      const plan = planRun({
        document: this.run.document,
        triggerId: this.triggerId,
        steps: this.journal.steps,
        now,
      });
      for (const id of plan.skip) this.journal.save({ ...newStep(id), status: "skipped", finishedAt: now });
      for (const id of plan.settle) this.settle(id, now);
      const ready = plan.start.filter((id) => this.hasItsTurn(id));
      if (ready.length > 0) return this.start(ready, now);
      if (plan.skip.length + plan.settle.length === 0) return this.pause(plan.next, now);
    }
  }

  /** False while it waits for it; that is under way like a try, so that whatever else happens is recorded meanwhile. */
  private hasItsTurn(id: NodeId): boolean {
    const node = this.nodes.get(id);
    if (node === undefined || this.inFlight.has(id)) return false;
    const candidate = { node, step: this.journal.steps.get(id) ?? newStep(id) };
    const ready = this.turns.atOnce(candidate, () => this.scope());
    if (ready !== null) {
      this.journal.know(ready);
      return true;
    }
    const waited = this.turns.wait(candidate, this.scope()).then(
      (turn) => ({ nodeId: id, turn }),
      (error: unknown) => {
        if (this.signal.aborted) return { nodeId: id, turn: null };
        throw error;
      },
    );
    this.inFlight.set(id, waited);
    return false;
  }

  /** False: the run was canceled or deleted. */
  private async takeTurn(step: StepRecord | null): Promise<boolean> {
    if (step === null) return true;
    if (isResting(step)) {
      this.journal.save(step);
      return true;
    }
    this.journal.know(step);
    return this.start([step.nodeId], this.deps.clock());
  }

  /** Nothing to start: wait for what is under way, with everything else recorded, or let the run rest. */
  private async pause(next: Plan["next"], now: Date): Promise<boolean> {
    if (this.inFlight.size === 0) return this.rest(next, now);
    return !this.journal.knowsMoreThanLogic() || this.journal.flush("running");
  }

  /** What a person would notice twice is recorded before it is tried, so that a repetition can be told. */
  private async start(ids: NodeId[], now: Date): Promise<boolean> {
    const trying = ids.flatMap((id) => this.begin(id, now) ?? []);
    const onlyLogic = trying.every(({ node }) => isLogic(this.actionOf(node.id)));
    if (!onlyLogic && !(await this.journal.flush("running"))) return false;
    for (const step of trying) this.launch(step);
    return true;
  }

  private begin(id: NodeId, now: Date): { node: WorkflowNode; step: StepRecord }[] | null {
    const node = this.nodes.get(id);
    if (node === undefined) return null;
    const before = this.journal.steps.get(id) ?? newStep(id);
    const step: StepRecord = {
      ...before,
      status: "running",
      attempts: before.attempts + 1,
      resumeAt: null,
      startedAt: before.startedAt ?? now,
    };
    this.journal.begin(step, now);
    return [{ node, step }];
  }

  private actionOf(id: NodeId): AnyAction | undefined {
    return this.deps.lookupAction(this.nodes.get(id)?.type ?? "");
  }

  private launch({ node, step }: { node: WorkflowNode; step: StepRecord }): void {
    const tried = executeStep(this.deps, {
      runId: this.run.id,
      workspaceId: this.run.workspaceId,
      workflowId: this.run.workflowId,
      node,
      scope: this.scope(),
      attempt: step.attempts,
      startedAt: step.startedAt ?? this.deps.clock(),
      signal: this.signal,
    });
    this.inFlight.set(
      node.id,
      tried.then((outcome) => {
        this.turns.ended(node.id);
        return { nodeId: node.id, outcome };
      }),
    );
  }

  private scope(): { trigger: JsonValue; steps: Record<string, JsonValue> } {
    const outputs = [...this.journal.steps].flatMap(([id, { output }]) =>
      output === null ? [] : [[id, output] as const],
    );
    return { trigger: this.run.triggerOutput, steps: Object.fromEntries(outputs) };
  }

  private conclude(id: NodeId, outcome: StepOutcome): void {
    const step = this.journal.steps.get(id);
    const node = this.nodes.get(id);
    if (step === undefined || node === undefined) return;
    const finishedAt = this.deps.clock();
    this.journal.save(
      outcome.kind === "done"
        ? afterSuccess(step, outcome, finishedAt)
        : this.afterFailure(step, node, outcome),
    );
    // A step that was done at once is its own record of its one try.
    if (outcome.kind === "done" && step.attempts === 1) return;
    this.journal.note({
      nodeId: id,
      number: step.attempts,
      status: outcome.kind === "done" ? "completed" : "failed",
      error: outcome.kind === "done" ? null : outcome.error,
      startedAt: this.journal.beginOf(id) ?? finishedAt,
      finishedAt,
    });
  }

  private afterFailure(
    step: StepRecord,
    node: WorkflowNode,
    outcome: Extract<StepOutcome, { kind: "failed" }>,
  ): StepRecord {
    this.turns.failed(node.id, outcome.thrown);
    const now = this.deps.clock();
    const action = this.actionOf(node.id);
    const again =
      action === undefined
        ? null
        : retryAt({
            error: outcome.thrown,
            attempt: step.attempts,
            policy: action.retry,
            options: node.options ?? {},
            nowMs: now.getTime(),
            random: this.deps.random,
          });
    const failed = { ...step, input: outcome.input, error: outcome.error };
    return again === null
      ? { ...failed, status: "failed", finishedAt: now }
      : { ...failed, status: "pending", resumeAt: again };
  }

  private settle(id: NodeId, now: Date): void {
    const step = this.journal.steps.get(id);
    if (step !== undefined)
      this.journal.save({ ...step, status: "completed", resumeAt: null, finishedAt: now });
  }

  /** Nothing is under way: the run has ended, or waits. */
  private async rest(next: Plan["next"], now: Date): Promise<false> {
    if (next.kind === "wait") await this.journal.flush("waiting", { resumeAt: next.until });
    else if (next.kind === "ask") await this.journal.flush("waiting");
    else if (next.kind === "finish") {
      const failed = next.failedNode === undefined ? undefined : this.journal.steps.get(next.failedNode);
      const error =
        failed === undefined
          ? null
          : { message: failed.error?.message ?? "A step failed.", nodeId: failed.nodeId };
      await this.journal.flush(next.status, { finishedAt: now, error });
    } else throw new Error(`run ${this.run.id} has nothing to do and is not at its end`);
    return false;
  }
}
