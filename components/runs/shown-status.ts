/** Which word stands for a run or a step: their status, or what is behind it that people should know first. Pure. */
import type { RunSummary, StepView } from "@/lib/contracts/runs";

export const isAsking = (step: StepView): boolean =>
  step.status === "waiting" && step.question !== null && step.question.answer === null;

/** Also while other steps of the run go on. */
export const shownRunStatus = ({ status, needsAnswer }: Pick<RunSummary, "status" | "needsAnswer">) =>
  needsAnswer ? ("asks" as const) : status;

export function shownStepStatus(step: StepView) {
  if (isAsking(step)) return "asks" as const;
  return step.status === "completed" && step.branches?.length === 0 ? ("filtered" as const) : step.status;
}
