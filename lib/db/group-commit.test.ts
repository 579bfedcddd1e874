import { expect, test } from "vitest";
import { groupCommit } from "./group-commit";

const dataError = () => Object.assign(new Error("bad value"), { code: "22P02" });

test("callers that come during a flush share the next one, and each gets its own result", async () => {
  const batches: number[][] = [];
  const commit = groupCommit(
    async (items: number[]) => {
      batches.push(items);
      await new Promise((resolve) => setImmediate(resolve));
      return items.map((item) => item * 10);
    },
    { lanes: 1, maxBatch: 3 },
  );
  const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(commit));
  expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
  expect(batches.map((batch) => batch.length)).toEqual([3, 3, 1]);
});

test("an item that the database refuses fails alone", async () => {
  const commit = groupCommit(async (items: number[]) => {
    if (items.includes(2)) throw dataError();
    return items;
  });
  const results = await Promise.allSettled([1, 2, 3].map(commit));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a lost connection fails all of a batch at once, without trying each", async () => {
  let calls = 0;
  const commit = groupCommit(async (_: number[]) => {
    calls++;
    throw new Error("Connection terminated");
  });
  const results = await Promise.allSettled([1, 2, 3].map(commit));
  expect(results.every(({ status }) => status === "rejected")).toBe(true);
  expect(calls).toBe(1);
});

test("a second flush runs beside the first only where many wait", async () => {
  const sizes: number[] = [];
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const commit = groupCommit(async (items: number[]) => {
    sizes.push(items.length);
    await finished;
    return items;
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const results = [commit(0)];
  await turn();
  for (let item = 0; item < 15; item++) results.push(commit(item));
  await turn();
  expect(sizes).toEqual([1]);
  results.push(commit(15));
  await turn();
  expect(sizes).toEqual([1, 16]);
  finish();
  await Promise.all(results);
});
