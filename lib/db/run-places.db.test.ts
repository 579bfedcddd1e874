/** A workflow that may have only so many runs at once, with two workers on one database. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEventStore } from "./event-store";
import { createQueueRig, delivery, IN_BACKLOG, IN_QUEUE, type QueueRig } from "./queue-rig.test-support";

// Beside other work the machine may be slow; none of these tests measures time.
vi.setConfig({ testTimeout: 60_000 });

let rig: QueueRig;
/** How many actions of a workflow are under way, and the most there were. */
let underWay: Map<string, { now: number; most: number }>;
/** What an action takes its time with. */
let linger: () => Promise<unknown>;

beforeEach(async () => {
  rig = await createQueueRig();
  underWay = new Map();
  linger = () => new Promise((resolve) => setTimeout(resolve, 10));
  rig.act = async (runId) => {
    const workflowId = runId.replace(/_\d+$/, "");
    const count = underWay.get(workflowId) ?? { now: 0, most: 0 };
    underWay.set(workflowId, count);
    count.most = Math.max(count.most, ++count.now);
    await linger();
    count.now--;
  };
});
afterEach(() => rig.close());

test.each([
  ["queue", IN_QUEUE],
  ["backlog", IN_BACKLOG],
])(
  "never more than its limit over two workers, from the %s, and each run once",
  async (_name, place) => {
    const limited = await rig.workflow({ maxRuns: 3 });
    // The first ones wait for each other, so there is a moment with as many as may be.
    const short = linger;
    let come = 0;
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    linger = () => {
      if (++come === 3) meet();
      return come <= 3 ? met : short();
    };
    await rig.fill(limited, 100, place);
    await rig.work();
    await rig.work();
    await rig.allCompleted(100);
    expect(underWay.get(limited.workflowId)?.most).toBe(3);
    expect(new Set(rig.begun).size).toBe(100);
    expect(rig.begun).toHaveLength(100);
    await expect.poll(() => rig.database.prisma.runPlace.count(), { timeout: 5_000 }).toBe(0);
  },
  60_000,
);

test("runs that wait for a place take no slot from other workflows", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  rig.act = (runId) => (runId.startsWith("wf_") ? held : Promise.resolve());
  const [limited, other] = [await rig.workflow({ maxRuns: 1 }), await rig.workflow()];
  await rig.fill(limited, 1_000, IN_QUEUE);
  await rig.work(4);
  await expect.poll(() => rig.begun.length, { timeout: 10_000 }).toBe(1);
  const deliveries = Array.from({ length: 20 }, () => delivery(other));
  const store = createEventStore(rig.database);
  await Promise.all(deliveries.map((one) => store.record(one)));
  await rig.allCompleted(20);
  expect(rig.begun).toHaveLength(21);
  release();
});

test.each([1, 2])(
  "the place of a run whose worker died is its own when it goes on, and free afterwards",
  async (number) => {
    const limited = await rig.workflow({ maxRuns: 1 });
    const dead = `${limited.workflowId}_${number}`;
    await rig.fill(limited, 2, IN_QUEUE);
    await rig.database.prisma.runPlace.create({
      data: { workflowId: limited.workflowId, number: 1, runId: dead },
    });
    await rig.work();
    await rig.allCompleted(2);
    expect(underWay.get(limited.workflowId)?.most).toBe(1);
  },
);

test("a place that was left behind by a run that has ended is tidied up", async () => {
  const limited = await rig.workflow({ maxRuns: 1 });
  await rig.fill(limited, 1, IN_QUEUE);
  await rig.database.prisma.runPlace.create({
    data: { workflowId: limited.workflowId, number: 1, runId: "run_gone" },
  });
  await rig.work();
  await rig.allCompleted(1);
});
