/**
 * Decides what a run does next. Pure: the same document, steps and time give the same plan, so a crash loses nothing but time.
 * It is worked out afresh each time; there is no state of its own to repair.
 */
import type { JsonValue } from "../base/json";
import {
  type Iteration,
  iterationKey,
  iterationOf,
  nodeIdOf,
  type StepKey,
  stepKey,
} from "../graph/step-key";
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "../graph/workflow";
import { ERROR_BRANCH } from "../graph/workflow";
import { type OpenLoop, openLoopOf } from "./open-loop";
import type { StepQuestion, StepStatus } from "./run-store";
import { isAsking } from "./step-records";
import { type Place, type Wiring, wiringOf } from "./wiring";

export interface StepState {
  status: StepStatus;
  /** Ways out taken; null the plain way; empty none. */
  branches: readonly string[] | null;
  resumeAt: Date | null;
  /** With one that is open it waits for an answer, not for a time. */
  question: StepQuestion | null;
  /** Looked at only for the items of a loop that is open. */
  output?: JsonValue | null;
}

/** An item's way through the body of a loop has come to its end. */
export interface EndedIteration {
  /** The iteration's own key. */
  key: StepKey;
  status: "completed" | "failed" | "filtered";
  failedStep?: StepKey;
  /** Steps that its paths ended with. */
  ends: StepKey[];
}

interface Moves {
  /** Steps to try now: reached for the first time, or due for another try. */
  start: StepKey[];
  /** Steps that no path leads to any more. */
  skip: StepKey[];
  /** Steps that waited long enough. */
  settle: StepKey[];
  ended: EndedIteration[];
  /** Loops whose iterations have all ended, or that stop. */
  closed: StepKey[];
}

export interface Plan extends Moves {
  next:
    | { kind: "work" }
    | { kind: "wait"; until: Date }
    | { kind: "ask" }
    | { kind: "finish"; status: EndedIteration["status"]; failedNode?: NodeId };
}
type Next = Plan["next"];

export interface PlanInput {
  document: WorkflowDocument;
  triggerId: NodeId;
  /** An iteration that has ended is recorded under its own key; its steps are not looked at then. */
  steps: ReadonlyMap<StepKey, StepState>;
  now: Date;
}

/** What an edge means for the node it leads to: not decided yet, a way that is taken, or one that never will be. */
type EdgeState = "open" | "taken" | "dead";

export function planRun(input: PlanInput): Plan {
  const moves: Moves = { start: [], skip: [], settle: [], ended: [], closed: [] };
  const wiring = wiringOf(input.document, input.triggerId);
  const next = planPlace(new PlaceGraph(input, wiring, { place: wiring.outside, iteration: "" }), moves);
  return { ...moves, next };
}

const countOf = ({ start, skip, settle, ended, closed }: Moves): number =>
  start.length + skip.length + settle.length + ended.length + closed.length;

function planPlace(graph: PlaceGraph, moves: Moves): Next {
  const before = countOf(moves);
  const inner: Next[] = [];
  for (const node of graph.reachable) {
    const step = graph.stepOf(node.id);
    const loop = step === undefined ? null : openLoopOf(step);
    if (loop !== null) inner.push(...planLoop(graph, { key: graph.keyOf(node.id), loop }, moves));
    else {
      const list = listFor(graph, node);
      if (list !== null) moves[list].push(graph.keyOf(node.id));
    }
  }
  return countOf(moves) > before ? { kind: "work" } : whatNext(graph, inner);
}

/** As many iterations as may be open at a time, lowest first. What those that have not ended wait for. */
function planLoop(graph: PlaceGraph, { key, loop }: { key: StepKey; loop: OpenLoop }, moves: Moves): Next[] {
  const waits: Next[] = [];
  const open = openIterations(graph, key, loop);
  for (const iteration of open) {
    const body = graph.bodyOf(iteration);
    const next = body === null ? COMPLETED : planPlace(body, moves);
    if (next.kind === "finish") moves.ended.push(endedIteration(iteration, next, body));
    else waits.push(next);
  }
  if (open.length === 0) moves.closed.push(key);
  return waits;
}

function openIterations(graph: PlaceGraph, key: StepKey, { items, atOnce, stops }: OpenLoop): StepKey[] {
  const open: StepKey[] = [];
  let failed = false;
  for (let index = 0; index < items.length && open.length < atOnce; index++) {
    const own = iterationKey(key, index);
    const ended = graph.input.steps.get(own);
    failed ||= ended?.status === "failed";
    if (ended !== undefined) continue;
    // Those that were begun go on to their end: what they did must be told.
    if (failed && stops && graph.bodyOf(own)?.isBegun() !== true) break;
    open.push(own);
  }
  return open;
}

/** Of an iteration without a step. */
const COMPLETED = { kind: "finish", status: "completed" } as const;

const endedIteration = (
  key: StepKey,
  { status, failedNode }: Extract<Next, { kind: "finish" }>,
  body: PlaceGraph | null,
): EndedIteration => ({
  key,
  status,
  ...(failedNode === undefined ? {} : { failedStep: stepKey(failedNode, iterationOf(key)) }),
  ends: body?.ends() ?? [],
});

function listFor(graph: PlaceGraph, node: WorkflowNode): "start" | "skip" | "settle" | null {
  const step = graph.stepOf(node.id);
  if (step !== undefined) {
    if (!isDue(step, graph.input.now)) return null;
    if (step.status === "waiting") return "settle";
    // Cut short by a crash, it may read what logic found: that has no record perhaps, and is worked out again first.
    return graph.arrival(node.id) === "open" ? null : "start";
  }
  const arrival = graph.arrival(node.id);
  if (arrival === "open") return null;
  return arrival === "taken" && node.disabled !== true ? "start" : "skip";
}

const isDue = (step: StepState, now: Date) =>
  !isAsking(step) &&
  (step.status === "waiting" || step.status === "pending") &&
  (step.resumeAt === null || step.resumeAt <= now);

/** `inner`: of the iterations that are open here. */
function whatNext(graph: PlaceGraph, inner: readonly Next[]): Next {
  const states = graph.known();
  if (states.some(({ status }) => status === "running") || inner.some(({ kind }) => kind === "work"))
    return { kind: "work" };
  const dates = [
    ...states.flatMap(dateOf),
    ...inner.flatMap((next) => (next.kind === "wait" ? [next.until.getTime()] : [])),
  ];
  if (dates.length > 0) return { kind: "wait", until: new Date(Math.min(...dates)) };
  if (states.some(isAsking) || inner.some(({ kind }) => kind === "ask")) return { kind: "ask" };
  const failed = graph.unhandledFailure();
  if (failed !== undefined) return { kind: "finish", status: "failed", failedNode: failed };
  return { kind: "finish", status: graph.everyPathWasStopped() ? "filtered" : "completed" };
}

const dateOf = ({ status, resumeAt }: StepState): number[] =>
  (status === "waiting" || status === "pending") && resumeAt !== null ? [resumeAt.getTime()] : [];

/** What leads where in one place of one run: outside of loops, or in one iteration. */
class PlaceGraph {
  private readonly states = new Map<WorkflowEdge, EdgeState>();

  constructor(
    readonly input: PlanInput,
    private readonly wiring: Wiring,
    private readonly at: { place: Place; iteration: Iteration },
  ) {}

  get reachable(): readonly WorkflowNode[] {
    return this.at.place.reachable;
  }

  // Methods, not functions of each instance: there is one for every plan, and of every iteration.
  keyOf(id: NodeId): StepKey {
    return stepKey(id, this.at.iteration);
  }

  stepOf(id: NodeId): StepState | undefined {
    const { iteration } = this.at;
    return this.input.steps.get(iteration === "" ? id : stepKey(id, iteration));
  }

  known(): StepState[] {
    const states: StepState[] = [];
    for (const { id } of this.reachable) {
      const step = this.stepOf(id);
      if (step !== undefined) states.push(step);
    }
    return states;
  }

  /** What an iteration goes through; null where its loop leads to nothing. */
  bodyOf(iteration: StepKey): PlaceGraph | null {
    const place = this.wiring.bodies.get(nodeIdOf(iteration));
    const at = place && { place, iteration: iterationOf(iteration) };
    return at === undefined ? null : new PlaceGraph(this.input, this.wiring, at);
  }

  isBegun(): boolean {
    return this.reachable.some(({ id }) => this.stepOf(id) !== undefined);
  }

  /** A node is started when all its ways in are settled and one of them is taken. */
  arrival(id: NodeId): EdgeState {
    const ways = (this.at.place.into.get(id) ?? []).map((edge) => this.stateOf(edge));
    if (ways.includes("open")) return "open";
    return ways.includes("taken") ? "taken" : "dead";
  }

  private stateOf(edge: WorkflowEdge): EdgeState {
    const known = this.states.get(edge);
    if (known !== undefined) return known;
    const state = this.decide(edge);
    this.states.set(edge, state);
    return state;
  }

  private decide(edge: WorkflowEdge): EdgeState {
    const { root, isBody } = this.at.place;
    if (edge.source === root) return isBody || edge.branch === undefined ? "taken" : "dead";
    // A disabled step is passed through: by every way out but the one for errors.
    if (this.wiring.nodes.get(edge.source)?.disabled === true)
      return edge.branch === ERROR_BRANCH ? "dead" : this.arrival(edge.source);
    const step = this.stepOf(edge.source);
    if (step !== undefined) return wayOutOf(step, edge);
    // A node that will be skipped in this same plan need not be waited for.
    return this.arrival(edge.source) === "dead" ? "dead" : "open";
  }

  /** A failure is handled where its way out is wired. */
  unhandledFailure(): NodeId | undefined {
    const isHandled = (id: NodeId) =>
      (this.at.place.out.get(id) ?? []).some(({ branch }) => branch === ERROR_BRANCH);
    return this.reachable.find(({ id }) => this.stepOf(id)?.status === "failed" && !isHandled(id))?.id;
  }

  private isStopped(id: NodeId): boolean {
    return this.stepOf(id)?.branches?.length === 0;
  }

  private goesOn(id: NodeId): boolean {
    return (this.at.place.out.get(id) ?? []).some((edge) => this.stateOf(edge) === "taken");
  }

  private done(): WorkflowNode[] {
    return this.reachable.filter(({ id }) => this.stepOf(id)?.status === "completed");
  }

  /** At least one path was stopped, and none came to an end of its own. */
  everyPathWasStopped(): boolean {
    const done = this.done();
    return (
      done.some(({ id }) => this.isStopped(id)) &&
      done.every(({ id }) => this.isStopped(id) || this.goesOn(id))
    );
  }

  ends(): StepKey[] {
    const ends = this.done().filter(({ id }) => !this.isStopped(id) && !this.goesOn(id));
    return ends.map(({ id }) => this.keyOf(id));
  }
}

const takes = (branches: readonly string[] | null, edge: WorkflowEdge) =>
  branches === null ? edge.branch === undefined : edge.branch !== undefined && branches.includes(edge.branch);

function wayOutOf(step: StepState, edge: WorkflowEdge): EdgeState {
  switch (step.status) {
    case "completed":
      return takes(step.branches, edge) ? "taken" : "dead";
    case "failed":
      return edge.branch === ERROR_BRANCH ? "taken" : "dead";
    case "skipped":
    case "canceled":
      return "dead";
    default:
      return "open";
  }
}
