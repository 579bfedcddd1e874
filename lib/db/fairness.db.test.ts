/** One workflow's backlog and another's first action, on the real queue and the real store. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createEventStore } from "./event-store";
import {
  createQueueRig,
  delivery,
  IN_BACKLOG,
  IN_QUEUE,
  type QueueRig,
  RESTED,
} from "./queue-rig.test-support";
import { createRunBacklog } from "./run-backlog";
import type { StoredWorkflow } from "./stored-workflow.test-support";

// Beside other work the machine may be slow; none of these tests measures time.
vi.setConfig({ testTimeout: 60_000 });

let rig: QueueRig;
beforeEach(async () => {
  rig = await createQueueRig();
});
afterEach(() => rig.close());

/** Of the busy workflow, how many runs were begun between the record of another's event and its first action. */
async function firstActionOf(other: StoredWorkflow): Promise<{ before: number; ms: number }> {
  const event = delivery(other);
  await createEventStore(rig.database).record(event);
  const [recorded, at] = [rig.begun.length, performance.now()];
  await expect.poll(() => rig.begun.includes(event.runId), { timeout: 10_000, interval: 1 }).toBe(true);
  return { before: rig.begun.indexOf(event.runId) - recorded, ms: Math.round(performance.now() - at) };
}

describe("another workflow's first action does not stand behind", () => {
  test.each([
    ["50,000 runs in the backlog", 50_000, IN_BACKLOG],
    ["10,000 runs that fill the queue", 10_000, IN_QUEUE],
    ["5,000 runs that have rested and are due", 5_000, RESTED],
  ])("%s", async (name, count, place) => {
    const [busy, other] = [await rig.workflow(), await rig.workflow()];
    await rig.fill(busy, count, place);
    await rig.work();
    await expect.poll(() => rig.begun.length, { timeout: 10_000 }).toBeGreaterThan(500);
    const { before, ms } = await firstActionOf(other);
    console.info(`${name}: ${ms} ms, behind ${before} runs`);
    expect(before).toBeLessThan(500);
  });

  test("runs that never end, more than there are slots, in two workflows", async () => {
    rig.act = (runId) => (runId.startsWith("wf_") ? new Promise(() => undefined) : Promise.resolve());
    const [one, two, other] = [await rig.workflow(), await rig.workflow(), await rig.workflow()];
    await rig.fill(one, 1_000, IN_QUEUE);
    await rig.fill(two, 1_000, IN_BACKLOG);
    await rig.work();
    await expect.poll(() => rig.begun.length, { timeout: 10_000 }).toBeGreaterThan(100);
    expect((await firstActionOf(other)).before).toBeLessThan(176);
  });
});

test("a burst goes through queue and backlog, and each run is worked on once", async () => {
  const busy = await rig.workflow();
  const store = createEventStore(rig.database);
  const deliveries = Array.from({ length: 2_000 }, () => delivery(busy));
  await rig.work();
  await rig.work();
  await Promise.all(deliveries.map((one) => store.record(one)));
  await rig.allCompleted(2_000);
  expect(rig.begun).toHaveLength(2_000);
  expect(new Set(rig.begun).size).toBe(2_000);
  await expect
    .poll(async () => (await rig.database.pool.query("select 1 from graphile_worker.jobs")).rowCount, {
      timeout: 10_000,
    })
    .toBe(0);
});

test("a rested run that waits in the backlog and is given a job meanwhile is worked on once", async () => {
  const workflow = await rig.workflow();
  await rig.fill(workflow, 3, RESTED);
  const backlog = createRunBacklog(rig.database.pool);
  const id = `${workflow.workflowId}_1`;
  await rig.database.prisma.runBacklog.create({
    data: { workflowId: workflow.workflowId, runIds: [id], keyed: true },
  });
  const { jobs } = await backlog.claim({ holder: "me", full: [], rows: {}, done: [] });
  expect(jobs).toEqual([]);
  expect(await rig.database.prisma.runBacklog.count()).toBe(0);
  await rig.work();
  await rig.allCompleted(3);
  expect(rig.begun).toHaveLength(3);
});

test("what a worker had taken from the backlog goes on elsewhere when it dies", async () => {
  const [busy, rested] = [await rig.workflow(), await rig.workflow()];
  await rig.fill(busy, 100, IN_BACKLOG);
  await rig.fill(
    rested,
    1,
    "insert into run_backlog (workflow_id, run_ids, keyed) select $1, array[$1 || '_1'], true",
  );
  // The kind of job is known to the queue, as after any start of a worker.
  await rig.database.pool.query("select graphile_worker.add_job('run', '[]')");
  // All that a killed worker leaves: jobs locked under a name whose advisory lock nobody holds.
  const taken = await createRunBacklog(rig.database.pool).claim({
    holder: "dead",
    full: [],
    rows: {},
    done: [],
  });
  expect(taken.jobs.flatMap(({ runIds }) => runIds)).toHaveLength(101);
  expect(await rig.database.prisma.runBacklog.count()).toBe(0);
  await rig.work();
  await rig.allCompleted(101);
  expect(new Set(rig.begun).size).toBe(rig.begun.length);
});
