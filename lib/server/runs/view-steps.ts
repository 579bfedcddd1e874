/** The steps of a run as people see them: what is recorded, and what is under way without a record of its own yet. */
import type { JsonValue } from "@/lib/base/json";
import type { StepView } from "@/lib/contracts/runs";
import type { AttemptRow, FoundRun, RunDetailRow, StepRow } from "@/lib/db/run-reader";
import { openLoopOf } from "@/lib/engine/open-loop";
import { nodeIdOf, type StepKey } from "@/lib/graph/step-key";
import type { WorkflowDocument } from "@/lib/graph/workflow";

type Found = Pick<FoundRun, "run" | "steps" | "attempts">;

/** `keys`: of one iteration; absent, those outside of loops. */
export function viewSteps(found: Found, keys?: ReadonlySet<StepKey>): StepView[] {
  const { run } = found;
  const isHere = (key: StepKey) => (keys === undefined ? !key.includes("#") : keys.has(key));
  const calls = Object.entries(run.under_way ?? {}).filter(([key]) => isHere(key));
  const isCall = ({ node_id }: StepRow) => run.under_way !== null && node_id in run.under_way;
  const steps = found.steps.filter((step) => !isCall(step));
  const running = calls.map(([id, call]) => stepUnderWay(found, id, call));
  const attempts = [...found.attempts, ...calls.map(([id, call]) => tryUnderWay(run, id, call))];
  return inOrder([...steps, ...running], run.document).map((step) => viewStep(step, attempts));
}

type Call = { attempt: number; startedAt: string };

const tryUnderWay = (run: RunDetailRow, node_id: string, { attempt, startedAt }: Call): AttemptRow => ({
  node_id,
  number: attempt,
  status: run.status === "canceled" ? "interrupted" : "running",
  error: null,
  started_at: new Date(startedAt),
  finished_at: run.status === "canceled" ? run.finished_at : null,
});

/** A run that was canceled leaves its calls as they stood: nobody waits for their outcome. */
function stepUnderWay(
  { run, steps }: { run: RunDetailRow; steps: StepRow[] },
  id: string,
  { attempt, startedAt }: Call,
): StepRow {
  const before = steps.find(({ node_id }) => node_id === id);
  const canceled = run.status === "canceled";
  return {
    branches: [],
    branched: false,
    input: null,
    output: null,
    report: null,
    question: null,
    started_at: new Date(startedAt),
    ...before,
    node_id: id,
    status: canceled ? "canceled" : "running",
    error: null,
    attempts: attempt,
    resume_at: null,
    finished_at: canceled ? run.finished_at : null,
  };
}

/** As they ran; of steps that began in the same millisecond, and of those that never did, as they are drawn. */
function inOrder(steps: StepRow[], document: WorkflowDocument): StepRow[] {
  const place = new Map(document.nodes.map(({ id, position }) => [id, position.x]));
  const startOf = ({ started_at }: StepRow) => started_at?.getTime() ?? Number.POSITIVE_INFINITY;
  const placeOf = ({ node_id }: StepRow) => place.get(nodeIdOf(node_id)) ?? 0;
  return steps.toSorted((a, b) =>
    startOf(a) === startOf(b) ? placeOf(a) - placeOf(b) : startOf(a) - startOf(b),
  );
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

const viewStep = (step: StepRow, attempts: AttemptRow[]): StepView => ({
  nodeId: nodeIdOf(step.node_id),
  key: step.node_id,
  status: step.status,
  branches: step.branched ? step.branches : null,
  input: step.input as JsonValue,
  // Of a loop that is open it says how it goes on; its items are in its input.
  output: openLoopOf(stateOf(step)) === null ? (step.output as JsonValue) : null,
  report: step.report as JsonValue,
  error: step.error,
  question: step.question,
  attempts: attemptsOf(step, attempts),
  resumeAt: iso(step.resume_at),
  startedAt: iso(step.started_at),
  finishedAt: iso(step.finished_at),
});

const stateOf = ({ status, resume_at, question, output }: StepRow) => ({
  status: status === "canceled" ? ("waiting" as const) : status,
  resumeAt: resume_at,
  question,
  output,
});

/** A first try that was done has no row: the step tells it. */
function attemptsOf(step: StepRow, attempts: AttemptRow[]): StepView["attempts"] {
  const own = new Map(
    attempts.filter(({ node_id }) => node_id === step.node_id).map((attempt) => [attempt.number, attempt]),
  );
  if (own.size === 0 && step.status === "completed" && step.started_at !== null)
    return [
      {
        number: 1,
        status: "completed",
        error: null,
        startedAt: step.started_at.toISOString(),
        finishedAt: iso(step.finished_at),
      },
    ];
  return [...own.values()].map(({ number, status, error, started_at, finished_at }) => ({
    number,
    status,
    error,
    startedAt: started_at.toISOString(),
    finishedAt: iso(finished_at),
  }));
}
