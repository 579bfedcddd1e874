/** Queue, store and engine on a database of their own, with one action that a test decides about. */

import { expect } from "vitest";
import { z } from "zod";
import { newId } from "../base/ids";
import type { EngineDeps } from "../engine/execute-run";
import type { QueueWorker } from "../engine/run-store";
import { startEngine } from "../engine/worker";
import type { WorkflowSettings } from "../graph/workflow";
import type { NewDelivery } from "../ingest/event-store";
import { type ActionContext, defineAction } from "../kit/define";
import { createExpressions } from "../transform/expressions";
import { createClaimStore } from "./claim-store";
import { type Database, openDatabase } from "./database";
import { createRunQueue } from "./graphile-queue";
import { createRunStore } from "./run-store";
import { type StoredWorkflow, storeWorkflow } from "./stored-workflow.test-support";
import { createTestDatabase } from "./test-database";

export interface QueueRig {
  database: Database;
  /** The runs whose action was begun, in that order. */
  begun: string[];
  /** What the action does; at first nothing. */
  act: (runId: string) => Promise<void>;
  work(concurrency?: number): Promise<QueueWorker>;
  workflow(settings?: WorkflowSettings): Promise<StoredWorkflow>;
  /** Many pending runs, and what `place` makes of them. */
  fill(workflow: StoredWorkflow, count: number, place: string): Promise<void>;
  allCompleted(count: number): Promise<void>;
  close(): Promise<void>;
}

const COMPLETED_WITHIN_MS = 30_000;

export async function createQueueRig(): Promise<QueueRig> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase({ url: testDatabase.url, poolSize: 16 });
  const workers: QueueWorker[] = [];
  const rig: QueueRig = {
    database,
    begun: [],
    act: async () => undefined,
    async work(concurrency = 176) {
      const worker = await startEngine(
        depsOf(rig),
        createRunQueue(database, () => undefined),
        { concurrency },
      );
      workers.push(worker);
      return worker;
    },
    workflow: (settings) => publish(database, settings),
    async fill({ workspaceId, workflowId, versionId }, count, place) {
      await database.pool.query(RUNS, [workspaceId, workflowId, versionId, count]);
      await database.pool.query(place, [workflowId]);
    },
    allCompleted: (count) =>
      expect
        .poll(() => database.prisma.run.count({ where: { status: "completed" } }), {
          timeout: COMPLETED_WITHIN_MS,
          interval: 20,
        })
        .toBe(count),
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await database.close();
      await testDatabase.drop();
    },
  };
  return rig;
}

const depsOf = (rig: QueueRig): EngineDeps => {
  const probe = probeOf(rig);
  return {
    store: createRunStore(rig.database),
    lookupAction: () => probe,
    isTrigger: (type) => type === "test.trigger",
    connectionOf: async () => null,
    fetch,
    resolveHost: async () => ({ address: "127.0.0.1", family: 4 }),
    claims: createClaimStore(rig.database),
    expressions: createExpressions(),
    clock: () => new Date(),
    random: () => 0,
  };
};

const probeOf = (rig: QueueRig) =>
  defineAction({
    slug: "probe",
    name: "Probe",
    summary: "For tests.",
    docsUrl: "/",
    icon: "box",
    sentence: "",
    role: "action",
    input: z.object({}),
    output: z.object({}),
    sample: {},
    canFail: true,
    retry: { maxAttempts: 1, backoffMs: 20, maxBackoffMs: 50 },
    safeToRepeat: true,
    timeoutMs: 60_000,
    run: async ({ idempotencyKey }: ActionContext) => {
      const runId = idempotencyKey.split(":")[0] as string;
      rig.begun.push(runId);
      await rig.act(runId);
      return { output: {} };
    },
    pairsWith: [],
    faq: [],
  });

async function publish(database: Database, settings?: WorkflowSettings): Promise<StoredWorkflow> {
  const position = { x: 0, y: 0 };
  const document = {
    formatVersion: 1,
    ...(settings === undefined ? {} : { settings }),
    nodes: [
      { id: "trigger", type: "test.trigger", config: {}, position },
      { id: "a", type: "test.probe", config: {}, position },
    ],
    edges: [{ id: "e", source: "trigger", target: "a" }],
  };
  return storeWorkflow(database, document);
}

/** A new event that starts one run, as ingest records it. */
export function delivery({
  workspaceId,
  workflowId,
  versionId,
}: StoredWorkflow): NewDelivery & { runId: string } {
  const runId = newId("run");
  const receivedAt = new Date();
  const envelope = {
    event: "test",
    externalEventId: newId("evt"),
    occurredAt: receivedAt,
    personId: null,
    personEmail: null,
    url: null,
    subject: null,
    messageDeliveryId: null,
  };
  return {
    runId,
    id: newId("dlv"),
    workspaceId,
    endpointId: newId("ep"),
    status: "accepted",
    reason: null,
    message: null,
    headers: {},
    body: null,
    receivedAt,
    event: {
      id: newId("evt"),
      envelope,
      payload: {},
      status: "routed",
      heldReason: null,
      claimsId: true,
      runs: [{ id: runId, workflowId, versionId, triggerOutput: {} }],
    },
  };
}

const RUNS = `
insert into run (id, workspace_id, workflow_id, workflow_version_id, event_id, status, trigger_output)
select $2 || '_' || i, $1, $2, $3, 'evt_' || i, 'pending', '{}' from generate_series(1, $4::int) i`;

const PARTS = `(select array_agg(id) as ids from (
  select id, (row_number() over () - 1) / 20 as part from run where workflow_id = $1) n group by part) parts`;
/** As rows of the backlog, as jobs of the queue, and as jobs of runs that have rested, the way the stores write them. */
export const IN_BACKLOG = `insert into run_backlog (workflow_id, run_ids) select $1, ids from ${PARTS}`;
export const IN_QUEUE = `select count(*) from graphile_worker.add_jobs((select array_agg(
  ('run', to_json(ids), null, null, 25, null, null, array[$1])::graphile_worker.job_spec) from ${PARTS}))`;
export const RESTED = `select count(*) from graphile_worker.add_jobs((select array_agg(
  ('run', json_build_object('runId', id), null, now() - interval '1 minute', 25, id, 1, array[$1])::graphile_worker.job_spec)
  from run where workflow_id = $1))`;
