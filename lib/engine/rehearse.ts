/**
 * Runs a document over one event without side effects: the planner and the actions are those of a real run. What only thinks is done;
 * what would send is rendered and not sent; a wait moves the rehearsal's own clock. So what it says is what a run would do, as far
 * as that can be known without an answer from outside.
 */
import type { JsonValue } from "../base/json";
import { upstreamOf } from "../graph/traverse";
import type { NodeId, WorkflowDocument, WorkflowNode } from "../graph/workflow";
import { type Plan, planRun, type StepState } from "./plan";
import type { Rehearsal, RehearsedStart, RehearsedStep } from "./rehearsal";
import { notDone, rehearseStep, type StepSetting } from "./rehearse-step";
import { type RehearsedEvent, rehearseTrigger } from "./rehearse-trigger";

export interface RehearsalInput extends StepSetting {
  document: WorkflowDocument;
  event: RehearsedEvent;
  /** When the run would start; relative dates and waits count from there. */
  now: Date;
  /** The last step to do; what does not lead to it is left alone. */
  until?: NodeId;
  /** How long each step took that was tried, in milliseconds. */
  onTried?: (nodeId: NodeId, tookMs: number) => void;
}

export async function rehearse(input: RehearsalInput): Promise<Rehearsal> {
  const start = rehearseTrigger(input.document, input.definitions, input.event);
  if (!start.started) return { start, status: "not_started", steps: [] };
  return new Rehearsing(input, start).toItsEnd();
}

type Started = Extract<RehearsedStart, { started: true }>;

class Rehearsing {
  private readonly nodes: ReadonlyMap<NodeId, WorkflowNode>;
  private readonly states = new Map<NodeId, StepState>();
  private readonly steps: RehearsedStep[] = [];
  private readonly outputs = new Map<NodeId, JsonValue>();
  /** Null: all. */
  private readonly wanted: ReadonlySet<NodeId> | null;
  private now: Date;

  constructor(
    private readonly input: RehearsalInput,
    private readonly started: Started,
  ) {
    const { document, until, now } = input;
    this.nodes = nodesOf(document);
    this.wanted = until === undefined ? null : new Set([until, ...upstreamOf(document, until).keys()]);
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
    const [skip, settle, start] = [plan.skip, plan.settle, plan.start].map((ids) =>
      ids.filter(this.isWanted),
    );
    for (const id of skip ?? []) this.skip(id);
    for (const id of settle ?? []) this.settle(id);
    for (const id of start ?? []) await this.try(id);
    return [skip, settle, start].some((ids) => ids !== undefined && ids.length > 0);
  }

  private readonly isWanted = (id: NodeId): boolean => this.wanted === null || this.wanted.has(id);

  private skip(id: NodeId): void {
    this.states.set(id, state("skipped"));
    const off = this.nodes.get(id)?.disabled === true;
    this.steps.push(
      notDone(id, "skipped", off ? "It is switched off; a run passes it by." : "No path led to it."),
    );
  }

  private settle(id: NodeId): void {
    const waiting = this.states.get(id);
    if (waiting !== undefined) this.states.set(id, { ...waiting, status: "completed", resumeAt: null });
  }

  private async try(id: NodeId): Promise<void> {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    const scope = { trigger: this.started.output, steps: Object.fromEntries(this.outputs) };
    const began = performance.now();
    const step = await rehearseStep(this.input, { node, scope, now: this.now });
    this.input.onTried?.(id, performance.now() - began);
    this.steps.push(step);
    if (step.output !== null) this.outputs.set(id, step.output.value);
    const waits = step.waitUntil !== null;
    const status = step.status === "failed" ? "failed" : waits ? "waiting" : "completed";
    this.states.set(id, {
      ...state(status, step.branches),
      resumeAt: step.waitUntil === null ? null : new Date(step.waitUntil),
    });
  }

  /** To the end of the next wait. False when nothing waits. */
  private letTimePass(): boolean {
    const ends = [...this.states.values()].flatMap(({ resumeAt }) => resumeAt?.getTime() ?? []);
    if (ends.length === 0) return false;
    this.now = new Date(Math.min(...ends));
    return true;
  }

  private finish(next: Plan["next"]): Rehearsal {
    const left = [...this.nodes.keys()].filter((id) => !this.isWanted(id) && id !== this.started.triggerId);
    return {
      start: this.started,
      status: next.kind === "finish" ? next.status : "until",
      steps: [...this.steps, ...left.map((id) => notDone(id, "not_reached"))],
    };
  }
}

const state = (status: StepState["status"], branches: string[] | null = null): StepState => ({
  status,
  branches,
  resumeAt: null,
  question: null,
});

const nodeMaps = new WeakMap<WorkflowDocument, ReadonlyMap<NodeId, WorkflowNode>>();

function nodesOf(document: WorkflowDocument): ReadonlyMap<NodeId, WorkflowNode> {
  const nodes = nodeMaps.get(document) ?? new Map(document.nodes.map((node) => [node.id, node]));
  nodeMaps.set(document, nodes);
  return nodes;
}
