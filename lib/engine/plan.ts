/**
 * Decides what a run does next. Pure: the same document, steps and time give the same plan, so a crash loses nothing but time.
 * It is worked out afresh each time; there is no state of its own to repair.
 */
import type { NodeId, WorkflowDocument, WorkflowEdge, WorkflowNode } from "../graph/workflow";
import { ERROR_BRANCH } from "../graph/workflow";
import type { StepQuestion, StepStatus } from "./run-store";
import { isAsking } from "./step-records";

export interface StepState {
  status: StepStatus;
  /** Ways out taken; null the plain way; empty none. */
  branches: readonly string[] | null;
  resumeAt: Date | null;
  /** With one that is open it waits for an answer, not for a time. */
  question: StepQuestion | null;
}

export interface Plan {
  /** Steps to try now: reached for the first time, or due for another try. */
  start: NodeId[];
  /** Steps that no path leads to any more. */
  skip: NodeId[];
  /** Steps that waited long enough. */
  settle: NodeId[];
  next:
    | { kind: "work" }
    | { kind: "wait"; until: Date }
    | { kind: "ask" }
    | { kind: "finish"; status: "completed" | "failed" | "filtered"; failedNode?: NodeId };
}

export interface PlanInput {
  document: WorkflowDocument;
  triggerId: NodeId;
  steps: ReadonlyMap<NodeId, StepState>;
  now: Date;
}

/** What an edge means for the node it leads to: not decided yet, a way that is taken, or one that never will be. */
type EdgeState = "open" | "taken" | "dead";

export function planRun(input: PlanInput): Plan {
  const graph = new RunGraph(input);
  const lists: Pick<Plan, "start" | "skip" | "settle"> = { start: [], skip: [], settle: [] };
  for (const node of graph.reachable) {
    const list = listFor(graph, node, input);
    if (list !== null) lists[list].push(node.id);
  }
  const moves = lists.start.length + lists.skip.length + lists.settle.length > 0;
  return { ...lists, next: moves ? { kind: "work" } : whatNext(graph, input) };
}

function listFor(
  graph: RunGraph,
  node: WorkflowNode,
  { steps, now }: PlanInput,
): "start" | "skip" | "settle" | null {
  const step = steps.get(node.id);
  if (step !== undefined) {
    if (!isDue(step, now)) return null;
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

function whatNext(graph: RunGraph, { steps, document }: PlanInput): Plan["next"] {
  const states = [...steps.values()];
  if (states.some(({ status }) => status === "running")) return { kind: "work" };
  const dates = states.flatMap(({ status, resumeAt }) =>
    (status === "waiting" || status === "pending") && resumeAt !== null ? [resumeAt.getTime()] : [],
  );
  if (dates.length > 0) return { kind: "wait", until: new Date(Math.min(...dates)) };
  if (states.some(isAsking)) return { kind: "ask" };
  const failed = [...steps].find(([id, { status }]) => status === "failed" && !isHandled(document, id));
  if (failed !== undefined) return { kind: "finish", status: "failed", failedNode: failed[0] };
  return { kind: "finish", status: graph.everyPathWasStopped() ? "filtered" : "completed" };
}

/** A failure is handled where its way out is wired. */
const isHandled = (document: WorkflowDocument, id: NodeId) =>
  document.edges.some((edge) => edge.source === id && edge.branch === ERROR_BRANCH);

/** What of a run's graph is the same for every plan: a document is never changed once it is published. */
interface Wiring {
  nodes: ReadonlyMap<NodeId, WorkflowNode>;
  /** Ways in from within the trigger's reach; others do not count. */
  into: ReadonlyMap<NodeId, WorkflowEdge[]>;
  out: ReadonlyMap<NodeId, WorkflowEdge[]>;
  reachable: readonly WorkflowNode[];
}

const wirings = new WeakMap<WorkflowDocument, Map<NodeId, Wiring>>();

function wiringOf({ document, triggerId }: PlanInput): Wiring {
  const ofDocument = wirings.get(document) ?? new Map<NodeId, Wiring>();
  const wiring = ofDocument.get(triggerId) ?? wire(document, triggerId);
  wirings.set(document, ofDocument.set(triggerId, wiring));
  return wiring;
}

function wire(document: WorkflowDocument, triggerId: NodeId): Wiring {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const out = groupBy(document.edges, "source");
  const reached = new Set([triggerId]);
  for (const id of reached) for (const edge of out.get(id) ?? []) reached.add(edge.target);
  const counted = document.edges.filter(({ source }) => reached.has(source));
  const reachable = [...reached].flatMap((id) => (id === triggerId ? [] : (nodes.get(id) ?? [])));
  return { nodes, into: groupBy(counted, "target"), out, reachable };
}

function groupBy(edges: readonly WorkflowEdge[], end: "source" | "target"): Map<NodeId, WorkflowEdge[]> {
  const groups = new Map<NodeId, WorkflowEdge[]>();
  for (const edge of edges) {
    const group = groups.get(edge[end]);
    if (group === undefined) groups.set(edge[end], [edge]);
    else group.push(edge);
  }
  return groups;
}

class RunGraph {
  private readonly wiring: Wiring;
  private readonly states = new Map<WorkflowEdge, EdgeState>();

  constructor(private readonly input: PlanInput) {
    this.wiring = wiringOf(input);
  }

  get reachable(): readonly WorkflowNode[] {
    return this.wiring.reachable;
  }

  /** A node is started when all its ways in are settled and one of them is taken. */
  arrival(id: NodeId): EdgeState {
    const ways = (this.wiring.into.get(id) ?? []).map((edge) => this.stateOf(edge));
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
    if (edge.source === this.input.triggerId) return edge.branch === undefined ? "taken" : "dead";
    // A disabled step is passed through: by every way out but the one for errors.
    if (this.wiring.nodes.get(edge.source)?.disabled === true)
      return edge.branch === ERROR_BRANCH ? "dead" : this.arrival(edge.source);
    const step = this.input.steps.get(edge.source);
    if (step !== undefined) return wayOutOf(step, edge);
    // A node that will be skipped in this same plan need not be waited for.
    return this.arrival(edge.source) === "dead" ? "dead" : "open";
  }

  /** At least one path was stopped, and none came to an end of its own. */
  everyPathWasStopped(): boolean {
    const done = this.reachable.filter(({ id }) => this.input.steps.get(id)?.status === "completed");
    const isStopped = (id: NodeId) => this.input.steps.get(id)?.branches?.length === 0;
    const goesOn = (id: NodeId) =>
      (this.wiring.out.get(id) ?? []).some((edge) => this.stateOf(edge) === "taken");
    return done.some(({ id }) => isStopped(id)) && done.every(({ id }) => isStopped(id) || goesOn(id));
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
