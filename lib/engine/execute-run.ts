/**
 * Takes a run as far as it can go now: plan, try what is ready, record, plan again. It ends when the run has ended or when everything
 * left waits for a time or a person; a job for that time is recorded with the rest. Whatever it knows is in the store, so another worker
 * can go on from any point.
 */
import { followAbort } from "../base/follow-abort";
import { nodeIdOf, type StepKey } from "../graph/step-key";
import type { NodeId, WorkflowNode } from "../graph/workflow";
import type { AnyAction } from "../kit/define";
import { executeStep, type StepOutcome, type StepServices, shownInput } from "./execute-step";
import { interruptionsOf } from "./interruption";
import { isLogic } from "./logic";
import { type Plan, planRun } from "./plan";
import { RunJournal } from "./run-journal";
import { RunLoops } from "./run-loops";
import { RunScopes } from "./run-scopes";
import type { DueRun, LoadedRun, RunStatus, RunStore, StepRecord } from "./run-store";
import { isResting, RunTurns, type TurnDeps } from "./run-turns";
import { afterFailure, afterSuccess, againAt, newStep, runErrorOf, triedOnce } from "./step-records";
import { mayGoOn } from "./trial";
import { type Wiring, wiringOf } from "./wiring";
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
type Settled = { key: StepKey; outcome: StepOutcome } | { key: StepKey; turn: StepRecord | null };

/** What was recorded of one run, and what is under way. One per job. */
class RunExecution {
  private readonly journal: RunJournal;
  private readonly wiring: Wiring;
  private readonly triggerId: NodeId;
  private readonly scopes: RunScopes;
  private readonly loops: RunLoops;
  private readonly inFlight = new Map<StepKey, Promise<unknown>>();
  private readonly arrived: Settled[] = [];
  private readonly abort = new AbortController();
  private readonly signal: AbortSignal;
  private readonly turns: RunTurns;
  constructor(
    private readonly deps: EngineDeps,
    private readonly run: LoadedRun,
    private readonly outer: AbortSignal,
  ) {
    this.triggerId = run.document.nodes.find((node) => deps.isTrigger(node.type))?.id ?? "";
    this.wiring = wiringOf(run.document, this.triggerId);
    this.scopes = new RunScopes(this.wiring, run.triggerOutput);
    this.journal = new RunJournal(deps.store, run, {
      startedAt: run.startedAt ?? deps.clock(),
      actionOf: (key) => this.actionOf(key),
      scopes: this.scopes,
    });
    const { wiring, journal, scopes } = this;
    this.loops = new RunLoops({ document: run.document, wiring, journal, scopes });
    this.signal = this.abort.signal;
    this.turns = new RunTurns(deps, run.workspaceId, this.signal);
  }

  async toItsEnd(): Promise<void> {
    // By hand: AbortSignal.any keeps weak references, which cost the collector more than the rest of a short run.
    const unfollow = followAbort(this.outer, () => this.abort.abort(this.outer.reason));
    try {
      this.recover();
      while (await this.advance()) if (!(await this.someArrived()) || !(await this.accept())) return;
    } finally {
      unfollow();
      this.abort.abort(new Error("The run has ended."));
      this.turns.allEnded();
    }
  }

  /** All that has arrived, so that what settles while something is recorded is recorded together. False: the run was canceled or deleted. */
  private async accept(): Promise<boolean> {
    const arrived = this.arrived.splice(0);
    const cutShort = this.signal.aborted;
    for (const settled of arrived) {
      this.inFlight.delete(settled.key);
      if ("outcome" in settled && (!cutShort || settled.outcome.kind === "done"))
        this.conclude(settled.key, settled.outcome);
    }
    if (cutShort) await this.handOver();
    for (const settled of arrived)
      if ("turn" in settled && !(await this.takeTurn(settled.turn))) return false;
    return true;
  }

  /** Shutting down: what is known is recorded, the rest stays recorded as under way, and the job is handed to another worker. */
  private async handOver(): Promise<never> {
    await this.journal.flush("running", { all: true });
    throw this.signal.reason;
  }

  /** A try that was under way when its worker ended is shown as interrupted; then it is repeated, asked about or failed. */
  private recover(): void {
    const { lookupAction } = this.deps;
    for (const { step, attempt } of interruptionsOf(this.run, {
      nodeOf: (key) => this.nodeOf(key),
      lookupAction,
      inputOf: (key, action) => {
        const node = this.nodeOf(key);
        return node === undefined ? null : shownInput(action, { node, scope: this.scopes.scopeOf(key) });
      },
      now: this.deps.clock(),
    })) {
      this.journal.note(attempt);
      this.journal.save(step);
    }
  }

  /** False: the run was canceled or deleted. */
  private async someArrived(): Promise<boolean> {
    const settled = Promise.race(this.inFlight.values());
    const isQuick = this.journal.isWritten() || (await withinMoment(settled));
    if (!isQuick && !(await this.journal.flush("running", { all: true }))) return false;
    await settled;
    return true;
  }

  private track(key: StepKey, settling: Promise<Settled>): void {
    this.inFlight.set(
      key,
      settling.then((settled) => this.arrived.push(settled)),
    );
  }

  /** Plans and starts. False when there is nothing to wait for in this process. */
  private async advance(): Promise<boolean> {
    for (;;) {
      const now = this.deps.clock();
      const { triggerId, journal } = this;
      const plan = planRun({ document: this.run.document, triggerId, steps: journal.steps, now });
      const moved = this.follow(plan, now);
      if (this.journal.isFull() && !(await this.journal.flush("running", { all: true }))) return false;
      const ready = plan.start.filter((key) => this.hasItsTurn(key));
      if (ready.length > 0) return this.start(ready, now);
      if (!moved) return this.pause(plan.next, now);
    }
  }

  /** What needs no try. False: there was nothing of that. */
  private follow({ skip, settle, ended, closed }: Plan, now: Date): boolean {
    for (const key of skip) this.journal.save({ ...newStep(key), status: "skipped", finishedAt: now });
    for (const key of settle) this.settle(key, now);
    for (const iteration of ended) this.loops.endIteration(iteration, now);
    for (const key of closed) this.loops.closeLoop(key, now);
    return skip.length + settle.length + ended.length + closed.length > 0;
  }

  /** False while it waits for it; that is under way like a try, so that whatever else happens is recorded meanwhile. */
  private hasItsTurn(key: StepKey): boolean {
    const node = this.nodeOf(key);
    if (node === undefined || this.inFlight.has(key)) return false;
    const candidate = { node, step: this.journal.steps.get(key) ?? newStep(key) };
    const ready = this.turns.atOnce(candidate, () => this.scopes.scopeOf(key));
    if (ready !== null) {
      this.journal.know(ready);
      return true;
    }
    const waited = this.turns.wait(candidate, this.scopes.scopeOf(key)).then(
      (turn) => ({ key, turn }),
      (error: unknown) => {
        if (this.signal.aborted) return { key, turn: null };
        throw error;
      },
    );
    this.track(key, waited);
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
  private async start(keys: StepKey[], now: Date): Promise<boolean> {
    const trying = keys.flatMap((key) => this.begin(key, now) ?? []);
    const onlyLogic = trying.every(({ node }) => isLogic(this.actionOf(node.id)));
    if (!onlyLogic && !(await this.journal.flush("running"))) return false;
    for (const step of trying) this.launch(step);
    return true;
  }

  private begin(key: StepKey, now: Date): { node: WorkflowNode; step: StepRecord }[] | null {
    const node = this.nodeOf(key);
    if (node === undefined) return null;
    const before = this.journal.steps.get(key) ?? newStep(key);
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

  private nodeOf(key: StepKey): WorkflowNode | undefined {
    return this.wiring.nodes.get(nodeIdOf(key));
  }

  private actionOf(key: StepKey): AnyAction | undefined {
    return this.deps.lookupAction(this.nodeOf(key)?.type ?? "");
  }

  private launch({ node, step }: { node: WorkflowNode; step: StepRecord }): void {
    const tried = executeStep(this.deps, {
      runId: this.run.id,
      workspaceId: this.run.workspaceId,
      workflowId: this.run.workflowId,
      node,
      key: step.nodeId,
      scope: this.scopes.scopeOf(step.nodeId),
      attempt: step.attempts,
      startedAt: step.startedAt ?? this.deps.clock(),
      signal: this.signal,
    });
    const key = step.nodeId;
    const settling = tried.then((outcome) => {
      this.turns.ended(key);
      return { key, outcome };
    });
    this.track(key, settling);
  }

  private conclude(key: StepKey, outcome: StepOutcome): void {
    const step = this.journal.steps.get(key);
    const node = this.nodeOf(key);
    if (step === undefined || node === undefined) return;
    const finishedAt = this.deps.clock();
    if (outcome.kind === "failed") this.turns.failed(key, outcome.thrown);
    this.journal.save(
      outcome.kind === "done"
        ? afterSuccess(step, outcome, finishedAt)
        : afterFailure(step, outcome, {
            again: againAt(
              this.actionOf(key),
              { step, outcome, node },
              { now: finishedAt, random: this.deps.random },
            ),
            now: finishedAt,
          }),
    );
    // A step that was done at once is its own record of its one try.
    if (outcome.kind === "failed" || step.attempts > 1)
      this.journal.note(
        triedOnce(step, outcome, { startedAt: this.journal.beginOf(key) ?? finishedAt, finishedAt }),
      );
  }

  private settle(key: StepKey, now: Date): void {
    const step = this.journal.steps.get(key);
    if (step !== undefined)
      this.journal.save({ ...step, status: "completed", resumeAt: null, finishedAt: now });
  }

  /** Nothing is under way: the run has ended, or waits. */
  private async rest(next: Plan["next"], now: Date): Promise<false> {
    if (next.kind === "wait") await this.journal.flush("waiting", { resumeAt: next.until });
    else if (next.kind === "ask") await this.journal.flush("waiting");
    else if (next.kind === "finish") {
      const error = runErrorOf(this.journal.steps.get(next.failedNode ?? ""));
      await this.journal.flush(next.status, { finishedAt: now, error });
    } else throw new Error(`run ${this.run.id} has nothing to do and is not at its end`);
    return false;
  }
}
