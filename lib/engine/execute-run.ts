/**
 * Takes a run as far as it can go now: plan, try what is ready, record, plan again. It ends when the run has ended or when everything
 * left waits for a time; then a job for that time is recorded with the rest. Whatever it knows is in the store, so another worker can
 * go on from any point.
 */
import type { JsonValue } from "../base/json";
import type { NodeId, WorkflowNode } from "../graph/workflow";
import { executeStep, type StepOutcome, type StepServices } from "./execute-step";
import { type Plan, planRun } from "./plan";
import { retryAt } from "./retry";
import type { AttemptRecord, LoadedRun, RunChange, RunStatus, RunStore, StepRecord } from "./run-store";
import { afterSuccess, newestOf, newStep } from "./step-records";

export interface EngineDeps extends StepServices {
  store: RunStore;
  random: () => number;
  /** Is this node type a trigger? The trigger has no step of its own. */
  isTrigger: (type: string) => boolean;
}

const ENDED: ReadonlySet<RunStatus> = new Set(["completed", "failed", "canceled", "filtered"]);

export async function executeRun(deps: EngineDeps, runId: string, signal: AbortSignal): Promise<void> {
  const run = await deps.store.load(runId);
  if (run === null || ENDED.has(run.status)) return;
  await new RunExecution(deps, run, signal).toItsEnd();
}

/** What was recorded of one run, and what is under way. One per job; never shared. */
class RunExecution {
  private readonly steps: Map<NodeId, StepRecord>;
  private readonly nodes: Map<NodeId, WorkflowNode>;
  private readonly triggerId: NodeId;
  private readonly startedAt: Date;
  private readonly inFlight = new Map<NodeId, Promise<{ nodeId: NodeId; outcome: StepOutcome }>>();
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private unsaved: { steps: Map<NodeId, StepRecord>; attempts: AttemptRecord[] } = {
    steps: new Map(),
    attempts: [],
  };

  constructor(
    private readonly deps: EngineDeps,
    private readonly run: LoadedRun,
    signal: AbortSignal,
  ) {
    this.steps = new Map(run.steps.map((step) => [step.nodeId, step]));
    this.nodes = new Map(run.document.nodes.map((node) => [node.id, node]));
    this.triggerId = run.document.nodes.find((node) => deps.isTrigger(node.type))?.id ?? "";
    this.startedAt = run.startedAt ?? deps.clock();
    this.signal = AbortSignal.any([signal, this.abort.signal]);
  }

  async toItsEnd(): Promise<void> {
    try {
      this.recover();
      while (await this.advance()) {
        const settled = await Promise.race(this.inFlight.values());
        this.inFlight.delete(settled.nodeId);
        // Shutting down: what was under way stays recorded as running, and its job is handed to another worker.
        if (this.signal.aborted) throw this.signal.reason;
        this.conclude(settled.nodeId, settled.outcome);
      }
    } finally {
      this.abort.abort(new Error("The run has ended."));
    }
  }

  /** A step that was under way when its worker died is tried again, with the same idempotency key. */
  private recover(): void {
    for (const step of this.steps.values()) {
      if (step.status !== "running") continue;
      const finishedAt = this.deps.clock();
      const error = { message: "The worker stopped during this try; it may have had its effect." };
      this.unsaved.attempts.push({
        nodeId: step.nodeId,
        number: step.attempts,
        status: "interrupted",
        error,
        startedAt: step.startedAt ?? finishedAt,
        finishedAt,
      });
      this.save({ ...step, status: "pending", resumeAt: null });
    }
  }

  /** Plans and starts. False when there is nothing to wait for in this process. */
  private async advance(): Promise<boolean> {
    for (;;) {
      const now = this.deps.clock();
      const plan = planRun({
        document: this.run.document,
        triggerId: this.triggerId,
        steps: this.steps,
        now,
      });
      for (const id of plan.skip) this.save({ ...newStep(id), status: "skipped", finishedAt: now });
      for (const id of plan.settle) this.settle(id, now);
      if (plan.start.length > 0) return this.start(plan.start, now);
      if (plan.skip.length + plan.settle.length === 0) return this.pause(plan.next, now);
    }
  }

  /** Nothing to start: wait for what is under way, with everything else recorded, or let the run rest. */
  private async pause(next: Plan["next"], now: Date): Promise<boolean> {
    if (this.inFlight.size === 0) return this.rest(next, now);
    return this.unsaved.steps.size === 0 || this.flush("running");
  }

  /** What a person would notice twice is recorded before it is tried, so that a repetition can be told. */
  private async start(ids: NodeId[], now: Date): Promise<boolean> {
    const trying = ids.flatMap((id) => this.begin(id, now) ?? []);
    const mustBeKnown = trying.some((step) => !this.isRepeatable(step.node));
    if (mustBeKnown && !(await this.flush("running"))) return false;
    for (const step of trying) this.launch(step);
    return true;
  }

  private begin(id: NodeId, now: Date): { node: WorkflowNode; step: StepRecord }[] | null {
    const node = this.nodes.get(id);
    if (node === undefined) return null;
    const before = this.steps.get(id) ?? newStep(id);
    const step: StepRecord = {
      ...before,
      status: "running",
      attempts: before.attempts + 1,
      resumeAt: null,
      startedAt: before.startedAt ?? now,
    };
    this.save(step);
    if (!this.isRepeatable(node))
      this.unsaved.attempts.push({
        nodeId: id,
        number: step.attempts,
        status: "running",
        error: null,
        startedAt: now,
        finishedAt: null,
      });
    return [{ node, step }];
  }

  private isRepeatable(node: WorkflowNode): boolean {
    const action = this.deps.lookupAction(node.type);
    return action === undefined || (action.safeToRepeat && !action.canFail);
  }

  private launch({ node, step }: { node: WorkflowNode; step: StepRecord }): void {
    const tried = executeStep(this.deps, {
      runId: this.run.id,
      workspaceId: this.run.workspaceId,
      node,
      scope: this.scope(),
      attempt: step.attempts,
      startedAt: step.startedAt ?? this.deps.clock(),
      signal: this.signal,
    });
    this.inFlight.set(
      node.id,
      tried.then((outcome) => ({ nodeId: node.id, outcome })),
    );
  }

  private scope(): { trigger: JsonValue; steps: Record<string, JsonValue> } {
    const outputs = [...this.steps].flatMap(([id, { output }]) =>
      output === null ? [] : [[id, output] as const],
    );
    return { trigger: this.run.triggerOutput, steps: Object.fromEntries(outputs) };
  }

  private conclude(id: NodeId, outcome: StepOutcome): void {
    const step = this.steps.get(id);
    const node = this.nodes.get(id);
    if (step === undefined || node === undefined) return;
    const finishedAt = this.deps.clock();
    this.save(
      outcome.kind === "done"
        ? afterSuccess(step, outcome, finishedAt)
        : this.afterFailure(step, node, outcome),
    );
    // The one try of pure logic is the step itself.
    if (this.isRepeatable(node) && outcome.kind === "done" && step.attempts === 1) return;
    this.unsaved.attempts.push({
      nodeId: id,
      number: step.attempts,
      status: outcome.kind === "done" ? "completed" : "failed",
      error: outcome.kind === "done" ? null : outcome.error,
      startedAt: this.attemptStart(step),
      finishedAt,
    });
  }

  private attemptStart(step: StepRecord): Date {
    const known = this.unsaved.attempts.find(
      ({ nodeId, number }) => nodeId === step.nodeId && number === step.attempts,
    );
    return known?.startedAt ?? this.lastStart.get(step.nodeId) ?? step.startedAt ?? this.deps.clock();
  }
  private readonly lastStart = new Map<NodeId, Date>();

  private afterFailure(
    step: StepRecord,
    node: WorkflowNode,
    outcome: Extract<StepOutcome, { kind: "failed" }>,
  ): StepRecord {
    const now = this.deps.clock();
    const action = this.deps.lookupAction(node.type);
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
    const step = this.steps.get(id);
    if (step !== undefined) this.save({ ...step, status: "completed", resumeAt: null, finishedAt: now });
  }

  private save(step: StepRecord): void {
    this.steps.set(step.nodeId, step);
    this.unsaved.steps.set(step.nodeId, step);
  }

  /** Nothing is under way: the run has ended, or waits. */
  private async rest(next: Plan["next"], now: Date): Promise<false> {
    if (next.kind === "wait") await this.flush("waiting", { resumeAt: next.until });
    else if (next.kind === "finish") {
      const failed = next.failedNode === undefined ? undefined : this.steps.get(next.failedNode);
      const error =
        failed === undefined
          ? null
          : { message: failed.error?.message ?? "A step failed.", nodeId: failed.nodeId };
      await this.flush(next.status, { finishedAt: now, error });
    } else throw new Error(`run ${this.run.id} has nothing to do and is not at its end`);
    return false;
  }

  /** False: the run was canceled or deleted, so stop. */
  private async flush(
    status: RunStatus,
    more: { resumeAt?: Date; finishedAt?: Date; error?: NonNullable<RunChange["run"]>["error"] } = {},
  ): Promise<boolean> {
    const { steps, attempts } = this.unsaved;
    for (const attempt of attempts) this.lastStart.set(attempt.nodeId, attempt.startedAt);
    this.unsaved = { steps: new Map(), attempts: [] };
    const { id: runId, workspaceId, workflowId } = this.run;
    return this.deps.store.record({
      runId,
      workspaceId,
      workflowId,
      steps: [...steps.values()],
      attempts: newestOf(attempts),
      run: {
        status,
        startedAt: this.startedAt,
        finishedAt: more.finishedAt ?? null,
        error: more.error ?? null,
      },
      ...(more.resumeAt === undefined ? {} : { resumeAt: more.resumeAt }),
    });
  }
}
