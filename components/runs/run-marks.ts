/** What a run says about each card and edge of the version that ran. Pure. */
import type { StepView } from "@/lib/contracts/runs";
import type { WorkflowDocument, WorkflowEdge } from "@/lib/graph/workflow";
import { ERROR_BRANCH } from "@/lib/graph/workflow";
import type { EdgeMark, NodeMark } from "../canvas/canvas-props";
import { duration } from "./duration";
import { shownStepStatus } from "./shown-status";

export interface RunMarks {
  nodes: Record<string, NodeMark>;
  edges: Record<string, EdgeMark>;
}

export function runMarks(
  document: WorkflowDocument,
  steps: readonly StepView[],
  triggerId: string | undefined,
): RunMarks {
  const byNode = new Map(steps.map((step) => [step.nodeId, step]));
  const nodes = Object.fromEntries(
    document.nodes.map((node) => [
      node.id,
      node.id === triggerId ? { status: "completed" as const } : nodeMark(byNode.get(node.id)),
    ]),
  );
  const edges = Object.fromEntries(
    document.edges.map((edge) => [
      edge.id,
      edgeMark(edge, byNode.get(edge.source), edge.source === triggerId),
    ]),
  );
  return { nodes, edges };
}

const isStopped = (step: StepView) => step.branches?.length === 0;

function nodeMark(step: StepView | undefined): NodeMark {
  if (step === undefined) return { dimmed: true };
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

function edgeMark(edge: WorkflowEdge, step: StepView | undefined, fromTrigger: boolean): EdgeMark {
  if (fromTrigger) return { state: "taken" };
  if (step === undefined) return { state: "idle" };
  if (step.status === "failed") return { state: edge.branch === ERROR_BRANCH ? "failed" : "skipped" };
  if (step.status !== "completed") return { state: step.status === "skipped" ? "skipped" : "idle" };
  if (isStopped(step)) return { state: "filtered" };
  const taken =
    step.branches === null ? edge.branch === undefined : step.branches.includes(edge.branch ?? "");
  return { state: taken ? "taken" : "skipped" };
}
