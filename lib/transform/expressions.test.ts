/** Real processes: what would take a process down takes down that one alone. */
import { afterAll, expect, test } from "vitest";
import { createExpressions } from "./expressions";
import { MAX_DATA_CHARACTERS, MAX_EXPRESSION_CHARACTERS } from "./limits";

const expressions = createExpressions();
afterAll(() => expressions.close());
const { signal } = new AbortController();
const evaluate = (expression: string, data: object = {}) =>
  expressions.evaluate({ expression, data: data as never }, signal);
const WITHIN = 60_000;

const FULL = '$length($uppercase($pad("a", 300000000)))';
const ENDLESS = "($f := function($x) { $f($x) }; $f(1))";

test("evaluates, and goes on after its process was ended", { timeout: WITHIN }, async () => {
  expect(await evaluate("$sum(list)", { list: [1, 2, 3] })).toEqual({ ok: true, result: 6 });
  const full = await evaluate(FULL);
  if (full.ok) throw new Error("it went through");
  // On a busy machine its time may be over before its memory is full.
  expect(full.problem.message).toMatch(/more than 64 MB|longer than 1 s/);
  expect(await evaluate("a", { a: "x" })).toEqual({ ok: true, result: "x" });
});

test("what never ends is ended, and delays only its like", { timeout: WITHIN }, async () => {
  await evaluate("1");
  const first = await evaluate(ENDLESS);
  expect(first).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining("longer than 1 s") },
  });
  const ended: string[] = [];
  const slow = evaluate(ENDLESS).then(() => ended.push("endless"));
  const quick = evaluate("2").then(() => ended.push("quick"));
  await Promise.all([slow, quick]);
  expect(ended).toEqual(["quick", "endless"]);
});

test("an answer that came while this process stood still is an answer", { timeout: WITHIN }, async () => {
  await evaluate("1");
  const answer = evaluate("1 + 1");
  // By then the question is on its way.
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
  expect(await answer).toEqual({ ok: true, result: 2 });
});

test("an expression cannot make code, and sees nothing of the worker", { timeout: WITHIN }, async () => {
  const found = await evaluate('$lookup($eval("$string"), "constructor")');
  expect(found).not.toHaveProperty("result");
  await evaluate('$merge([{"__proto__": {"left": "behind"}}])');
  expect(await evaluate("{}.left")).toEqual({ ok: true });
});

test("what is too large is not even sent", async () => {
  expect(await evaluate("1".repeat(MAX_EXPRESSION_CHARACTERS + 1))).toMatchObject({ ok: false });
  expect(await evaluate("a", { a: "x".repeat(MAX_DATA_CHARACTERS) })).toMatchObject({ ok: false });
});

test("who has gone is not worked for", async () => {
  const gone = AbortSignal.abort(new Error("gone"));
  await expect(expressions.evaluate({ expression: "1", data: {} }, gone)).rejects.toThrow("gone");
});

test("after it was closed it refuses", async () => {
  const other = createExpressions();
  other.close();
  await expect(other.evaluate({ expression: "1", data: {} }, signal)).rejects.toThrow("stopping");
});
