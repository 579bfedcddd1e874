/**
 * Runs a document over one event without side effects: the planner and the actions are those of a real run. What only thinks is done;
 * what would send is rendered and not sent; a wait moves the rehearsal's own clock. So what it says is what a run would do, as far
 * as that can be known without an answer from outside.
 */
import { loopsAround } from "../graph/loops";
import { nodeIdOf, type StepKey } from "../graph/step-key";
import { upstreamOf } from "../graph/traverse";
import type { NodeId, WorkflowDocument } from "../graph/workflow";
import { type EndedIteration, type Plan, planRun, type StepState } from "./plan";
import type { Rehearsal, RehearsedStart, RehearsedStep } from "./rehearsal";
import { notDone, rehearseTry, type StepSetting } from "./rehearse-step";
import { type RehearsedEvent, rehearseTrigger } from "./rehearse-trigger";
import { RehearsedLoops } from "./rehearsed-loops";
import { RunScopes } from "./run-scopes";
import { type Wiring, wiringOf } from "./wiring";

const ITEMS = 10;

export interface RehearsalInput extends StepSetting {
  document: WorkflowDocument;
  event: RehearsedEvent;
  /** When the run would start; relative dates and waits count from there. */
  now: Date;
  /** The last step to do; what does not lead to it is left alone. */
  until?: NodeId;
  /** How long each step took that was tried, in milliseconds. */
  onTried?: (key: StepKey, tookMs: number) => void;
  /** How many of a loop's items are tried. */
  items?: number;
}

export async function rehearse(input: RehearsalInput): Promise<Rehearsal> {
  const start = rehearseTrigger(input.document, input.definitions, input.event);
  if (!start.started) return { start, status: "not_started", steps: [], loops: [] };
  return new Rehearsing(input, start).toItsEnd();
}

type Started = Extract<RehearsedStart, { started: true }>;

class Rehearsing {
  private readonly wiring: Wiring;
  private readonly scopes: RunScopes;
  private readonly states = new Map<StepKey, StepState>();
  private readonly steps = new Map<StepKey, RehearsedStep>();
  private readonly loops = new RehearsedLoops();
  /** Null: all. */
  private readonly wanted: ReadonlySet<NodeId> | null;
  private now: Date;

  constructor(
    private readonly input: RehearsalInput,
    private readonly started: Started,
  ) {
    const { document, until, now } = input;
    this.wiring = wiringOf(document, started.triggerId);
    this.scopes = new RunScopes(this.wiring, started.output);
    this.wanted = until === undefined ? null : wantedFor(document, until);
    this.now = now;
  }

  async toItsEnd(): Promise<Rehearsal> {
    for (;;) {
      const plan = planRun({
        document: this.input.document,
        triggerId: this.started.triggerId,
        steps: this.states,
        now: this.now,
      });
      const moved = await this.follow(plan);
      if (!moved && !this.letTimePass()) return this.finish(plan.next);
    }
  }

  /** False: nothing is left to do at this instant. */
  private async follow(plan: Plan): Promise<boolean> {
    const [skip = [], settle = [], start = []] = [plan.skip, plan.settle, plan.start].map((keys) =>
      keys.filter(this.isWanted),
    );
    for (const key of skip) this.skip(key);
    for (const key of settle) this.settle(key);
    for (const ended of plan.ended) this.endIteration(ended);
    for (const key of plan.closed) this.closeLoop(key);
    for (const key of start) await this.try(key);
    return [skip, settle, start, plan.ended, plan.closed].some(({ length }) => length > 0);
  }

  private readonly isWanted = (key: StepKey): boolean =>
    this.wanted === null || this.wanted.has(nodeIdOf(key));

  private skip(key: StepKey): void {
    this.states.set(key, state("skipped"));
    const off = this.wiring.nodes.get(nodeIdOf(key))?.disabled === true;
    const reason = off ? "It is switched off; a run passes it by." : "No path led to it.";
    this.note(key, notDone(nodeIdOf(key), "skipped", reason));
  }

  private settle(key: StepKey): void {
    const waiting = this.states.get(key);
    if (waiting !== undefined) this.states.set(key, { ...waiting, status: "completed", resumeAt: null });
  }

  private note(key: StepKey, step: RehearsedStep): void {
    this.steps.set(key, { ...step, key });
  }

  private async try(key: StepKey): Promise<void> {
    const node = this.wiring.nodes.get(nodeIdOf(key));
    if (node === undefined) return;
    const began = performance.now();
    const { step, loop } = await rehearseTry(this.input, {
      node,
      scope: this.scopes.scopeOf(key),
      now: this.now,
    });
    this.input.onTried?.(key, performance.now() - began);
    this.note(key, step);
    const next = loop === null ? stateAfter(step) : this.loops.open(key, loop, this.itemsOf(node.id));
    this.become(key, next, step);
  }

  /** What later steps see of it, and where it stands. */
  private become(key: StepKey, next: StepState, { output }: RehearsedStep): void {
    this.states.set(key, next);
    this.scopes.learn({ ...next, nodeId: key, output: next.output ?? output?.value ?? null });
  }

  /** A step in a loop is tested on the first item. */
  private itemsOf(loop: NodeId): number {
    const { document, until, items = ITEMS } = this.input;
    return until !== undefined && loopsAround(document, until).includes(loop) ? 1 : items;
  }

  private endIteration(ended: EndedIteration): void {
    const last = ended.ends.at(-1);
    const result = last === undefined ? null : (this.steps.get(last)?.output?.value ?? null);
    this.states.set(ended.key, this.loops.end(ended, result));
    this.scopes.forget(ended.key);
  }

  private closeLoop(key: StepKey): void {
    const before = this.steps.get(key);
    if (before === undefined) return;
    const { step, state: next } = this.loops.close(key, before);
    this.note(key, step);
    this.scopes.forgetItems(key);
    this.become(key, next, step);
  }

  /** To the end of the next wait. False when nothing waits. */
  private letTimePass(): boolean {
    const ends = [...this.states.values()].flatMap(({ resumeAt }) => resumeAt?.getTime() ?? []);
    if (ends.length === 0) return false;
    this.now = new Date(Math.min(...ends));
    return true;
  }

  private finish(next: Plan["next"]): Rehearsal {
    const ids = [...this.wiring.nodes.keys()].filter((id) => id !== this.started.triggerId);
    const left = ids.filter((id) => !this.isWanted(id)).map((id) => notDone(id, "not_reached"));
    const seen = new Set([...this.steps.keys()].map(nodeIdOf));
    const inBodies = ids.filter(
      (id) => this.isWanted(id) && this.wiring.placeOf.get(id)?.isBody && !seen.has(id),
    );
    const unseen = inBodies.map((id) => notDone(id, "skipped", "No item of the loop led to it."));
    return {
      start: this.started,
      status: next.kind === "finish" ? next.status : "until",
      steps: [...this.steps.values(), ...unseen, ...left],
      loops: this.loops.all(),
    };
  }
}

/** The step, all before it, and the bodies of loops that it comes after. */
function wantedFor(document: WorkflowDocument, until: NodeId): ReadonlySet<NodeId> {
  const wanted = new Set([until, ...upstreamOf(document, until).keys()]);
  const open = new Set([until, ...loopsAround(document, until)]);
  const isBefore = (loop: NodeId) => wanted.has(loop) && !open.has(loop);
  const inBodies = document.nodes.filter(({ id }) => loopsAround(document, id).some(isBefore));
  return new Set([...wanted, ...inBodies.map(({ id }) => id)]);
}

function stateAfter({ status, waitUntil, branches }: RehearsedStep): StepState {
  const stands = status === "failed" ? "failed" : waitUntil !== null ? "waiting" : "completed";
  return { ...state(stands, branches), resumeAt: waitUntil === null ? null : new Date(waitUntil) };
}

const state = (status: StepState["status"], branches: string[] | null = null): StepState => ({
  status,
  branches,
  resumeAt: null,
  question: null,
});
