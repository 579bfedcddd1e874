import type { z } from "zod";
import { instantOfId } from "@/lib/base/ids";
import type { listRuns as listDoor, RunDetail, RunSummary } from "@/lib/contracts/runs";
import {
  cancelRunRow,
  type FoundRun,
  listRunRows,
  type RunFilter,
  type RunRow,
  readRun,
} from "@/lib/db/run-reader";
import { loopOf } from "@/lib/graph/loops";
import { iterationOf, nodeIdOf, partsOf, type StepKey, stepKey } from "@/lib/graph/step-key";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { audit } from "../audit";
import type { Caller } from "../caller";
import { Failure, notFound } from "../failure";
import { itemsOf, viewLoops } from "./view-loops";
import { viewSteps } from "./view-steps";

export async function listRuns(
  caller: Caller,
  filter: RunFilter,
): Promise<z.input<typeof listDoor.response>> {
  const { rows, nextCursor, searchedTo } = await listRunRows(caller.app.database, caller.workspaceId, filter);
  return { runs: rows.map(summary), nextCursor, searchedTo: instantOfId(searchedTo) };
}

/** `iteration`: its own key, for the steps of that one. */
export async function viewRun(caller: Caller, runId: string, iteration?: StepKey): Promise<RunDetail> {
  const { workspaceId } = caller;
  const keysIn =
    iteration === undefined ? undefined : (document: WorkflowDocument) => keysOf(document, iteration);
  const found = await readRun(caller.app.database, { workspaceId, runId }, keysIn);
  if (found === null) throw notFound("run");
  const { run } = found;
  const keys = iteration === undefined ? undefined : new Set(keysIn?.(run.document));
  const loop = iteration === undefined ? undefined : partsOf(iteration).loop;
  const opened = iteration === undefined ? null : viewOpened(found, iteration);
  const here = { ...found, steps: found.steps.filter(({ node_id }) => node_id !== loop) };
  return {
    ...summary(run),
    error: run.error,
    document: run.document,
    triggerOutput: run.trigger_output,
    subject: run.subject,
    receivedAt: run.received_at?.toISOString() ?? null,
    steps: viewSteps(here, keys),
    loops: viewLoops(here),
    iteration: opened,
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

/** The steps of an iteration, and the loop's own, which has the item. */
function keysOf(document: WorkflowDocument, iteration: StepKey): StepKey[] {
  const { loop } = partsOf(iteration);
  const body = document.nodes.filter(({ id }) => loopOf(document, id) === nodeIdOf(loop));
  return [loop, ...body.map(({ id }) => stepKey(id, iterationOf(iteration)))];
}

function viewOpened(found: FoundRun, iteration: StepKey): NonNullable<RunDetail["iteration"]> {
  const { loop, index } = partsOf(iteration);
  const step = found.steps.find(({ node_id }) => node_id === loop);
  const items = step === undefined ? null : itemsOf(step, found.run.document);
  const item = items?.[index];
  const [view] = viewLoops({ ...found, steps: step === undefined ? [] : [step] });
  const summary = view?.iterations.find(({ key }) => key === iteration);
  if (item === undefined || summary === undefined) throw notFound("iteration");
  return { ...summary, value: item };
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
