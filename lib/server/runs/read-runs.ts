import type { z } from "zod";
import { instantOfId } from "@/lib/base/ids";
import type { listRuns as listDoor, RunDetail, RunSummary } from "@/lib/contracts/runs";
import { cancelRunRow, listRunRows, type RunFilter, type RunRow, readRun } from "@/lib/db/run-reader";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";
import { viewSteps } from "./view-steps";

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
  const { run } = found;
  return {
    ...summary(run),
    error: run.error,
    document: run.document,
    triggerOutput: run.trigger_output,
    subject: run.subject,
    receivedAt: run.received_at?.toISOString() ?? null,
    steps: viewSteps(found),
    loops: [],
    iteration: null,
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
  needsAnswer: row.asks,
  durationMs: row.finished_at === null ? null : row.finished_at.getTime() - row.created_at.getTime(),
});
