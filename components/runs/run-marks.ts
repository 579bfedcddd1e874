/** What a run says about each card and edge of the version that ran. Pure. */
import type { LoopView, StepView } from "@/lib/contracts/runs";
import {
  DONE_BRANCH,
  EACH_BRANCH,
  ERROR_BRANCH,
  type WorkflowDocument,
  type WorkflowEdge,
} from "@/lib/graph/workflow";
import type { EdgeMark, NodeMark } from "../canvas/canvas-props";
import { duration } from "./duration";
import { loopWords } from "./iterations/iteration-words";
import { type Counts, countsByNode, countWords } from "./iterations/step-counts";
import { shownStepStatus } from "./shown-status";

export interface RunMarks {
  nodes: Record<string, NodeMark>;
  edges: Record<string, EdgeMark>;
}

/** Of one iteration its own steps; of a body that no iteration is chosen of, how often each step stands where. */
interface Seen {
  steps: readonly StepView[];
  loops: readonly LoopView[];
}

export function runMarks(
  document: WorkflowDocument,
  { steps, loops }: Seen,
  triggerId: string | undefined,
): RunMarks {
  const found = {
    steps: new Map(steps.map((step) => [step.nodeId, step])),
    loops: new Map(loops.map((loop) => [loop.nodeId, loop])),
    counts: countsByNode(loops),
  };
  const nodes = Object.fromEntries(
    document.nodes.map(({ id }) => [
      id,
      id === triggerId ? { status: "completed" as const } : nodeMark(id, found),
    ]),
  );
  const edges = Object.fromEntries(
    document.edges.map((edge) => [
      edge.id,
      edge.source === triggerId ? { state: "taken" as const } : edgeMark(edge, found),
    ]),
  );
  return { nodes, edges };
}

interface Found {
  steps: ReadonlyMap<string, StepView>;
  loops: ReadonlyMap<string, LoopView>;
  counts: ReadonlyMap<string, Counts>;
}

const isStopped = (step: StepView) => step.branches?.length === 0;

function nodeMark(id: string, { steps, loops, counts }: Found): NodeMark {
  const step = steps.get(id);
  const loop = loops.get(id);
  if (step === undefined) return countMark(counts.get(id));
  return loop === undefined ? stepMark(step) : loopMark(step, loop);
}

/** The worst that happened to an item decides how the card looks. */
const BY_WEIGHT = ["failed", "waiting", "running", "completed", "canceled", "pending"] as const;

function countMark(counts: Counts | undefined): NodeMark {
  const status = counts && BY_WEIGHT.find((each) => (counts[each] ?? 0) > 0);
  if (counts === undefined) return { dimmed: true };
  return status === undefined ? { status: "skipped", dimmed: true } : { status, word: countWords(counts) };
}

function loopMark(step: StepView, loop: LoopView): NodeMark {
  const mark = stepMark(step);
  const isOpen = step.status === "waiting" && loop.iterations.some(({ status }) => status === "running");
  const took = loop.iterations.length > 0 ? [EACH_BRANCH] : [];
  const done = step.branches?.filter((branch) => branch === DONE_BRANCH) ?? [];
  return {
    ...mark,
    ...(isOpen ? { status: "running" as const } : {}),
    note: loopWords(loop),
    takenBranches: [...took, ...done],
  };
}

function stepMark(step: StepView): NodeMark {
  if (step.status === "skipped") return { status: "skipped", dimmed: true };
  const tries = step.attempts.length > 1 ? `${step.attempts.length} tries` : null;
  const took =
    step.startedAt && step.finishedAt
      ? duration(Date.parse(step.finishedAt) - Date.parse(step.startedAt))
      : null;
  const note = [tries, took].filter(Boolean).join(" · ");
  return {
    status: shownStepStatus(step),
    ...(note === "" ? {} : { note }),
    ...(step.branches === null ? {} : { takenBranches: step.branches }),
  };
}

function edgeMark(edge: WorkflowEdge, { steps, loops, counts }: Found): EdgeMark {
  const step = steps.get(edge.source);
  const loop = loops.get(edge.source);
  if (loop !== undefined && edge.branch === EACH_BRANCH)
    return { state: loop.iterations.length > 0 ? "taken" : "idle" };
  return step === undefined
    ? countedEdge(counts.get(edge.target), counts.has(edge.source))
    : { state: stateAfter(step, edge.branch) };
}

function stateAfter(step: StepView, branch: string | undefined): EdgeMark["state"] {
  if (step.status === "failed") return branch === ERROR_BRANCH ? "failed" : "skipped";
  if (step.status !== "completed") return step.status === "skipped" ? "skipped" : "idle";
  if (isStopped(step)) return "filtered";
  const taken = step.branches === null ? branch === undefined : step.branches.includes(branch ?? "");
  return taken ? "taken" : "skipped";
}

/** Within a body: was it taken for any item? */
function countedEdge(target: Counts | undefined, isKnown: boolean): EdgeMark {
  if (!isKnown || target === undefined) return { state: "idle" };
  return { state: BY_WEIGHT.some((status) => (target[status] ?? 0) > 0) ? "taken" : "skipped" };
}
