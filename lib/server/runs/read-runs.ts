import type { z } from "zod";
import { instantOfId } from "@/lib/base/ids";
import type { JsonValue } from "@/lib/base/json";
import type { listRuns as listDoor, RunDetail, RunSummary, StepView } from "@/lib/contracts/runs";
import {
  type AttemptRow,
  cancelRunRow,
  listRunRows,
  type RunFilter,
  type RunRow,
  readRun,
  type StepRow,
} from "@/lib/db/run-reader";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";

export async function listRuns(
  caller: Caller,
  filter: RunFilter,
): Promise<z.input<typeof listDoor.response>> {
  const { rows, nextCursor, searchedTo } = await listRunRows(caller.app.database, caller.workspaceId, filter);
  return { runs: rows.map(summary), nextCursor, searchedTo: instantOfId(searchedTo) };
}

export async function viewRun(caller: Caller, runId: string): Promise<RunDetail> {
  const found = await readRun(caller.app.database, caller.workspaceId, runId);
  if (found === null) throw notFound("run");
  const { run, steps, attempts } = found;
  return {
    ...summary(run),
    error: run.error,
    document: run.document,
    triggerOutput: run.trigger_output,
    subject: run.subject,
    receivedAt: run.received_at?.toISOString() ?? null,
    steps: inOrder(steps, run.document).map((step) => viewStep(step, attempts)),
    olderId: run.older_id,
    newerId: run.newer_id,
  };
}

export async function cancelRun(caller: Caller, runId: string): Promise<RunDetail> {
  const before = await viewRun(caller, runId);
  if (!(await cancelRunRow(caller.app.database, caller.workspaceId, runId)))
    throw new Failure("conflict", `This run has ended already: ${before.status}.`);
  await audit(caller, "run.canceled", { id: runId });
  return viewRun(caller, runId);
}

/** As they ran; of steps that began in the same millisecond, and of those that never did, as they are drawn. */
function inOrder(steps: StepRow[], document: WorkflowDocument): StepRow[] {
  const place = new Map(document.nodes.map(({ id, position }) => [id, position.x]));
  const startOf = ({ started_at }: StepRow) => started_at?.getTime() ?? Number.POSITIVE_INFINITY;
  const placeOf = ({ node_id }: StepRow) => place.get(node_id) ?? 0;
  return steps.toSorted((a, b) =>
    startOf(a) === startOf(b) ? placeOf(a) - placeOf(b) : startOf(a) - startOf(b),
  );
}

const iso = (date: Date | null) => date?.toISOString() ?? null;

const summary = (row: RunRow): RunSummary => ({
  id: row.id,
  workflowId: row.workflow_id,
  workflowName: row.workflow_name,
  versionNumber: row.version_number,
  eventId: row.event_id,
  replayOf: row.replay_of,
  status: row.status,
  personId: row.person_id,
  personEmail: row.person_email,
  url: row.url,
  createdAt: row.created_at.toISOString(),
  startedAt: iso(row.started_at),
  finishedAt: iso(row.finished_at),
  durationMs: row.finished_at === null ? null : row.finished_at.getTime() - row.created_at.getTime(),
});

const viewStep = (step: StepRow, attempts: AttemptRow[]): StepView => ({
  nodeId: step.node_id,
  status: step.status,
  branches: step.branched ? step.branches : null,
  input: step.input as JsonValue,
  output: step.output as JsonValue,
  report: step.report as JsonValue,
  error: step.error,
  attempts: attemptsOf(step, attempts),
  resumeAt: iso(step.resume_at),
  startedAt: iso(step.started_at),
  finishedAt: iso(step.finished_at),
});

/** Pure logic is tried once, cannot fail, and leaves no row for that: the step tells it. */
function attemptsOf(step: StepRow, attempts: AttemptRow[]): StepView["attempts"] {
  const own = attempts.filter(({ node_id }) => node_id === step.node_id);
  if (own.length === 0 && step.started_at !== null && step.status === "completed")
    return [
      {
        number: 1,
        status: "completed",
        error: null,
        startedAt: step.started_at.toISOString(),
        finishedAt: iso(step.finished_at),
      },
    ];
  return own.map(({ number, status, error, started_at, finished_at }) => ({
    number,
    status,
    error,
    startedAt: started_at.toISOString(),
    finishedAt: iso(finished_at),
  }));
}
