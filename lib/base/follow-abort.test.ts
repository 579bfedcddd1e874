import { expect, it, vi } from "vitest";
import { followAbort } from "./follow-abort";
import { removeFrom } from "./remove-from";

it("tells everybody who follows, once, and nobody who has left", () => {
  const controller = new AbortController();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  followAbort(controller.signal, first);
  const leave = followAbort(controller.signal, second);
  followAbort(controller.signal, third);
  leave();
  leave();
  controller.abort();
  controller.abort();
  expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
});

it("tells at once when it is over", () => {
  const stop = vi.fn();
  followAbort(AbortSignal.abort(), stop)();
  expect(stop).toHaveBeenCalledOnce();
});

it("takes out that item alone", () => {
  const items = ["a", "b", "c", "d"];
  for (const item of ["b", "x", "d"]) removeFrom(items, item);
  expect(items.toSorted()).toEqual(["a", "c"]);
});
