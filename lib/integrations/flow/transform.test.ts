import { expect, test } from "vitest";
import { tryAction } from "../../kit/try-action.test-support";
import { transform } from "./actions/transform";

test("hands its data to the expression as they are, and on what comes of it", async () => {
  const asked: unknown[] = [];
  const evaluate = async (expression: string, data: unknown) => {
    asked.push([expression, data]);
    return { plan: "pro" };
  };
  expect(await tryAction(transform, { input: { expression: "{{ a", data: { a: 1 } }, evaluate })).toEqual({
    output: { result: { plan: "pro" } },
  });
  await tryAction(transform, { input: { expression: "1" }, evaluate });
  expect(asked).toEqual([
    ["{{ a", { a: 1 }],
    ["1", {}],
  ]);
});

test("what comes to nothing leaves the result out", async () => {
  const evaluate = async () => undefined;
  expect(await tryAction(transform, { input: { expression: "nothing" }, evaluate })).toEqual({ output: {} });
});

test("an empty expression is refused before it is tried", () => {
  expect(transform.input.safeParse({ expression: " " }).success).toBe(false);
});
