/** What is known of one run while it is worked on: its steps, and what of that is not recorded yet. One per job; never shared. */
import type { StepKey } from "../graph/step-key";
import type { AnyAction } from "../kit/define";
import { isLogic, isReproducible } from "./logic";
import { openLoopOf } from "./open-loop";
import type { RunScopes } from "./run-scopes";
import type {
  AttemptRecord,
  LoadedRun,
  RunChange,
  RunStatus,
  RunStore,
  StepRecord,
  UnderWay,
} from "./run-store";
import { isAsking } from "./step-records";

const MAX_UNSAVED = 500;

type RunError = NonNullable<RunChange["run"]>["error"];

export class RunJournal {
  private readonly known = new Map<StepKey, StepRecord>();
  private readonly begun = new Map<StepKey, Date>();
  private unsaved: { steps: Map<StepKey, StepRecord>; attempts: AttemptRecord[] } = {
    steps: new Map(),
    attempts: [],
  };

  constructor(
    private readonly store: RunStore,
    private readonly run: LoadedRun,
    private readonly about: {
      startedAt: Date;
      actionOf: (key: StepKey) => AnyAction | undefined;
      scopes: RunScopes;
    },
  ) {
    for (const step of run.steps) this.know(step);
  }

  get steps(): ReadonlyMap<StepKey, StepRecord> {
    return this.known;
  }

  /** What needs no record of its own. */
  know(step: StepRecord): void {
    this.known.set(step.nodeId, step);
    this.about.scopes.learn(step);
  }

  /** Nobody looks at these again; what is not recorded yet still will be. */
  forget(keys: readonly StepKey[]): void {
    for (const key of keys) {
      this.known.delete(key);
      this.begun.delete(key);
    }
  }

  /** A try begins. It gets no row of its own: the run's row tells what is under way. */
  begin(step: StepRecord, now: Date): void {
    this.know(step);
    this.begun.set(step.nodeId, now);
  }

  /** When the newest try began. */
  beginOf(key: StepKey): Date | undefined {
    return this.begun.get(key);
  }

  save(step: StepRecord): void {
    this.know(step);
    this.unsaved.steps.set(step.nodeId, step);
  }

  note(attempt: AttemptRecord): void {
    this.unsaved.attempts.push(attempt);
  }

  isWritten(): boolean {
    return this.unsaved.steps.size === 0;
  }

  /** A loop of pure logic makes thousands of records without a call between them. */
  isFull(): boolean {
    return this.unsaved.steps.size >= MAX_UNSAVED;
  }

  /** Of what is not recorded yet, something could not be worked out again. */
  knowsMoreThanLogic(): boolean {
    if (this.unsaved.attempts.length > 0) return true;
    for (const step of this.unsaved.steps.values()) if (!this.isReproducible(step)) return true;
    return false;
  }

  /** A loop's items are read once: what they were read from may be the time. */
  private isReproducible(step: StepRecord): boolean {
    if (step.status === "skipped") return true;
    return openLoopOf(step) === null && isReproducible(this.about.actionOf(step.nodeId));
  }

  /**
   * Before a call only the run's row is written: what is under way; what logic found so far can be worked out again.
   * False: the run was canceled or deleted, so stop.
   */
  async flush(
    status: RunStatus,
    more: { resumeAt?: Date; finishedAt?: Date; error?: RunError; all?: true } = {},
  ): Promise<boolean> {
    const whole = status !== "running" || more.all === true || this.knowsMoreThanLogic();
    const { steps, attempts } = this.unsaved;
    if (whole) this.unsaved = { steps: new Map(), attempts: [] };
    const { id: runId, workspaceId, workflowId } = this.run;
    return this.store.record({
      runId,
      workspaceId,
      workflowId,
      steps: whole ? [...steps.values()] : [],
      attempts: whole ? attempts : [],
      run: {
        status,
        startedAt: this.about.startedAt,
        finishedAt: more.finishedAt ?? null,
        error: more.error ?? null,
        underWay: status === "running" ? this.underWay() : null,
        asks: [...this.known.values()].some(isAsking),
      },
      ...(more.resumeAt === undefined ? {} : { resumeAt: more.resumeAt }),
    });
  }

  private underWay(): UnderWay {
    const calls = [...this.known.values()].filter(
      ({ nodeId, status }) => status === "running" && !isLogic(this.about.actionOf(nodeId)),
    );
    return Object.fromEntries(
      calls.map(({ nodeId, attempts }) => [
        nodeId,
        { attempt: attempts, startedAt: this.begun.get(nodeId) ?? this.about.startedAt },
      ]),
    );
  }
}
