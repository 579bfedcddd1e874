/** *Transform* on the real store, queue and workers, with its expressions in their real process. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { ERROR_BRANCH } from "@/lib/graph/workflow";
import { chain, type EngineBench, openEngineBench, step } from "./engine-bench.test-support";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());

const calculate = (expression: string, more: object = {}) =>
  step("calc", {
    type: "flow.transform",
    config: { expression, data: { trigger: "{{ trigger }}" }, ...more },
  });
const ENDLESS = "($f := function($x) { $f($x) }; $f(1))";
const WITHIN = 60_000;

async function run(document: ReturnType<typeof chain>, status: string) {
  const runId = await bench.begin(document);
  await bench.enqueue(runId);
  return bench.until(runId, status);
}

test("the result keeps its type and is there for later steps", { timeout: WITHIN }, async () => {
  await bench.start();
  const { steps } = await run(
    chain([
      calculate('{"host": $split(trigger.href, "/")[2], "parts": $count($split(trigger.href, "/"))}'),
      step("set", { type: "flow.set-fields", config: { fields: { n: "{{ steps.calc.result.parts }}" } } }),
    ]),
    "completed",
  );
  expect(steps.calc?.output).toEqual({ result: { host: "x.test", parts: 4 } });
  expect(steps.set?.output).toEqual({ fields: { n: 4 } });
});

test("the expression is no template, and the data are", { timeout: WITHIN }, async () => {
  await bench.start();
  const { steps } = await run(
    chain([calculate('"{{ trigger.href }}" & who', { data: { who: "{{ trigger.href }}" } })]),
    "completed",
  );
  expect(steps.calc?.output).toEqual({ result: "{{ trigger.href }}https://x.test/pricing" });
});

test("what is wrong fails the step at the first try, and its way out is taken", {
  timeout: WITHIN,
}, async () => {
  await bench.start();
  const { run: failed, steps, attempts } = await run(chain([calculate("$total(trigger)")]), "failed");
  expect(failed.error).toMatchObject({
    nodeId: "calc",
    message: expect.stringContaining("none of this name"),
  });
  expect(steps.calc?.error).toMatchObject({ details: { expression: "$total(trigger)", at: 7 } });
  expect(attempts).toEqual([[1, "failed"]]);
  const nodes = [calculate("$total(trigger)"), step("mend")];
  const edges = [
    newEdge({ source: "trigger", target: "calc" }),
    newEdge({ source: "calc", target: "mend", branch: ERROR_BRANCH }),
  ];
  await run(chain(nodes, edges), "completed");
});

test("an endless expression fails its own run while others go on", { timeout: WITHIN }, async () => {
  await bench.start();
  const endless = await bench.begin(chain([calculate(ENDLESS)]));
  const other = await bench.begin(chain([step("act")]));
  await bench.enqueue(endless);
  await bench.enqueue(other);
  await bench.until(other, "completed");
  const { steps } = await bench.until(endless, "failed");
  expect(steps.calc?.error).toMatchObject({ message: expect.stringContaining("longer than 1 s") });
});

test("a call that a crash cut short is made again with what is calculated again, and shows no other interrupted try", {
  timeout: WITHIN,
}, async () => {
  const document = chain([
    calculate("trigger.href"),
    step("set", { type: "flow.set-fields", config: { fields: { link: "{{ steps.calc.result }}" } } }),
    step("after", { config: { value: "{{ steps.set.fields.link }}" } }),
  ]);
  const runId = await bench.interrupted(document, "after");
  const made: unknown[] = [];
  bench.act = async ({ input }) => {
    made.push(input);
    return { output: { value: 1 } };
  };
  await bench.start();
  const { steps } = await bench.until(runId, "completed");
  expect(made).toEqual([{ value: "https://x.test/pricing" }]);
  expect(steps.calc?.output).toEqual({ result: "https://x.test/pricing" });
  const tries = await bench.database.prisma.attempt.findMany({ where: { runId, nodeId: "calc" } });
  expect(tries).toEqual([]);
});
