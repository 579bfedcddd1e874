import { expect, test } from "vitest";
import { createSlots } from "./run-slots";

test("no more than so many are under way, in the order they came, and a failure frees its slot", async () => {
  const slots = createSlots(2);
  const order: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = (id: number) =>
    slots.use(async () => {
      order.push(id);
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
      if (id === 1) throw new Error("no");
      return id;
    });
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect(results.map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
  ]);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
