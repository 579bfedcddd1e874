import { expect, test } from "vitest";
import { createFairSlots } from "./fair-slots";

/** Work that ends when told to. */
function bench(count: number) {
  const slots = createFairSlots(count);
  const begun: string[] = [];
  const ends = new Map<string, (() => void)[]>();
  let underWay = 0;
  let most = 0;
  const begin = (workflowId: string, times = 1) => {
    for (let i = 0; i < times; i++)
      void slots.use(workflowId, async () => {
        begun.push(workflowId);
        most = Math.max(most, ++underWay);
        await new Promise<void>((resolve) => {
          ends.set(workflowId, [...(ends.get(workflowId) ?? []), resolve]);
        });
        underWay--;
      });
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (workflowId: string) => {
    ends.get(workflowId)?.shift()?.();
    await settled();
  };
  const of = (workflowId: string) => begun.filter((id) => id === workflowId).length;
  return { slots, begin, end, settled, begun, of, most: () => most };
}

test("one workflow, however slow, leaves a quarter for the others", async () => {
  const { slots, begin, settled, of } = bench(128);
  begin("busy", 1_000);
  await settled();
  expect(of("busy")).toBe(96);
  expect(slots.waiting("busy")).toBe(904);
  begin("other");
  await settled();
  expect(of("other")).toBe(1);
});

test("beside many slow workflows, each of which came first once, the next one still finds a slot", async () => {
  const { begin, settled, of } = bench(128);
  for (let i = 0; i < 6; i++) begin(`slow ${i}`, 200);
  await settled();
  begin("other");
  await settled();
  expect(of("other")).toBe(1);
});

test("workflows take turns, however many wait of one", async () => {
  const { begin, end, settled, begun, most } = bench(4);
  begin("a", 50);
  begin("b", 50);
  begin("c", 2);
  await settled();
  for (let i = 0; i < 12; i++) {
    await end("a");
    await end("b");
  }
  expect(begun.filter((id) => id === "c")).toHaveLength(2);
  const [a, b] = ["a", "b"].map((id) => begun.filter((one) => one === id).length) as [number, number];
  expect(Math.abs(a - b)).toBeLessThanOrEqual(3);
  expect(most()).toBeLessThanOrEqual(4);
});

test("a single slot serves everybody, and a failure frees it", async () => {
  const slots = createFairSlots(1);
  const results = await Promise.allSettled(
    ["a", "a", "b", "a"].map((id, index) =>
      slots.use(id, async () => {
        if (index === 1) throw new Error("no");
        return index;
      }),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
  expect(slots.waiting("a")).toBe(0);
});
