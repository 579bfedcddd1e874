/** Loops as the engine runs them, on the real store and queue: every item once, whatever happens in between. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EngineBench, openEngineBench, step } from "./engine-bench.test-support";
import { each, ITEM, loopsOn, probe, wired } from "./loops.test-support";

let bench: EngineBench;
beforeEach(async () => {
  bench = await openEngineBench();
});
afterEach(() => bench.close());

const { started, keys } = loopsOn(() => bench);

describe("a loop", () => {
  test("takes its body once for every item, in order, and hands the results on", async () => {
    bench.act = async ({ input }) => ({ output: { value: `${(input as { value: string }).value}!` } });
    const document = wired(
      [
        each("each"),
        probe("send", "{{ trigger.list | size }} {{ steps.each.index }} {{ steps.each.item }}"),
        probe("after", "{{ steps.each.results | map: 'value' | join: ', ' }} of {{ steps.each.count }}"),
      ],
      "trigger>each each.each>send each.done>after",
    );
    const { run, steps } = await started(document, ["a", "b", "c"], "completed");
    expect(run.error).toBeNull();
    expect(keys()).toEqual(["send#0", "send#1", "send#2", "after"]);
    expect(steps["send#1"]).toMatchObject({ status: "completed", output: { value: "3 1 b!" } });
    expect(steps.each).toMatchObject({
      status: "completed",
      branches: ["done"],
      input: { list: ["a", "b", "c"] },
      output: {
        results: [{ value: "3 0 a!" }, { value: "3 1 b!" }, { value: "3 2 c!" }],
        count: 3,
        failed: 0,
      },
    });
    expect(steps["each#2"]).toMatchObject({ status: "completed", output: { value: "3 2 c!" }, attempts: 0 });
    expect(steps.after?.output).toEqual({ value: "3 0 a!, 3 1 b!, 3 2 c! of 3!" });
  });

  test("without items goes on after it; one that is too long fails before the first", async () => {
    const document = wired(
      [each("each", { most: 2 }), probe("send", ITEM), probe("after", "{{ steps.each.count }}")],
      "trigger>each each.each>send each.done>after",
    );
    const { steps } = await started(document, [], "completed");
    expect([steps.each?.output, keys()]).toEqual([{ count: 0, failed: 0 }, ["after"]]);
    const long = await started(document, [1, 2, 3], "failed");
    expect(long.run.error).toMatchObject({
      nodeId: "each",
      message: expect.stringContaining("3 items; at most 2"),
    });
    expect([long.steps.each?.status, long.steps.after?.status]).toEqual(["failed", "skipped"]);
    expect(Object.keys(long.steps)).toHaveLength(2);
    expect(keys()).toEqual(["after"]);
  });

  test("in a loop counts by itself, and its items see both", async () => {
    const document = wired(
      [
        each("outer"),
        each("inner", { list: "{{ steps.outer.item.parts }}", atOnce: 2 }),
        probe("send", "{{ steps.outer.item.id }}{{ steps.inner.item }}"),
        probe("sum", "{{ steps.inner.count }} of {{ steps.outer.item.id }}"),
        probe("after", "{{ steps.outer.count }}"),
      ],
      "trigger>outer outer.each>inner inner.each>send inner.done>sum outer.done>after",
    );
    const seen: unknown[] = [];
    bench.act = async ({ input }) => {
      seen.push((input as { value: unknown }).value);
      return { output: { value: 1 } };
    };
    const list = [
      { id: "a", parts: [1, 2] },
      { id: "b", parts: [] },
      { id: "c", parts: [3] },
    ];
    const { steps } = await started(document, list, "completed");
    expect(keys().sort()).toEqual(
      ["send#0.0", "send#0.1", "send#2.0", "sum#0", "sum#1", "sum#2", "after"].sort(),
    );
    expect(seen.map(String).sort()).toEqual(["0 of b", "1 of c", "2 of a", "3", "a1", "a2", "c3"]);
    expect(steps["inner#1"]?.output).toEqual({ count: 0, failed: 0 });
    expect(steps["inner#0.1"]).toMatchObject({ status: "completed", attempts: 0 });
  });
});

describe("items that are gone through at once", () => {
  let server: Server;
  let [underWay, most] = [0, 0];
  let calls: { item: string; key: unknown }[] = [];
  const held: (() => void)[] = [];
  beforeEach(async () => {
    [underWay, most, calls] = [0, 0, []];
    server = createServer((request, response) => {
      underWay++;
      most = Math.max(most, underWay);
      const item = new URL(request.url ?? "", "http://x").searchParams.get("item") ?? "";
      calls.push({ item, key: request.headers["idempotency-key"] });
      const answer = () => {
        underWay--;
        response.statusCode = item === "4" ? 404 : 200;
        response.setHeader("content-type", "application/json").end(JSON.stringify({ got: item }));
      };
      // The first three are answered once all of them are there.
      held.push(answer);
      if (calls.length >= 3) for (const release of held.splice(0)) release();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });
  const request = () =>
    step("send", {
      type: "http.request",
      config: {
        method: "POST",
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/?item={{ steps.each.item }}`,
        json: { index: "{{ steps.each.index }}" },
      },
      options: { maxAttempts: 1 },
    });
  const list = ["0", "1", "2", "3", "4", "5", "6", "7"];

  test("are as many as was chosen; one that fails is counted, and its result is empty", async () => {
    const document = wired(
      [
        each("each", { atOnce: 3, whenFailed: "count" }),
        request(),
        probe("after", "{{ steps.each.results | map: 'body' }} {{ steps.each.failed }}"),
      ],
      "trigger>each each.each>send each.done>after",
    );
    const { runId, steps, attempts } = await started(document, list, "completed");
    expect(most).toBe(3);
    expect(calls.map(({ item }) => item).sort()).toEqual(list);
    expect(calls.map(({ key }) => key).sort()).toEqual(list.map((item) => `${runId}:send#${item}`));
    const output = steps.each?.output as { results: ({ body: unknown } | null)[]; failed: number };
    expect(output.failed).toBe(1);
    expect(output.results.map((result) => result?.body)).toEqual(
      list.map((item) => (item === "4" ? undefined : { got: item })),
    );
    expect([steps["send#4"]?.status, steps["each#4"]?.status]).toEqual(["failed", "failed"]);
    expect(attempts).toEqual([[1, "failed"]]);
  });

  test("stop where one fails: those that were begun end, further ones are not begun", async () => {
    const document = wired(
      [
        each("each", { atOnce: 3 }),
        request(),
        probe("after", "x"),
        probe("rescue", "{{ trigger.list | size }}"),
      ],
      "trigger>each each.each>send each.done>after each.error>rescue",
    );
    const { steps } = await started(document, list, "completed");
    expect(steps.each).toMatchObject({ status: "failed", error: { details: { nodeId: "send" } } });
    expect(steps.each?.error).toMatchObject({ message: expect.stringMatching(/^Item 5 of 8 failed: /) });
    expect([steps.rescue?.status, steps.after?.status]).toEqual(["completed", "skipped"]);
    const sent = Object.keys(steps).filter((key) => key.startsWith("send#"));
    expect(calls).toHaveLength(sent.length);
    const failedAt = steps["each#4"]?.finishedAt?.getTime() ?? 0;
    for (const key of sent) {
      expect(steps[key]?.startedAt?.getTime()).toBeLessThanOrEqual(failedAt);
      expect(steps[key]?.status).toBe(key === "send#4" ? "failed" : "completed");
    }
  });
});

describe("within an iteration", () => {
  const conditions = (value: string) => ({
    match: "all",
    conditions: [{ field: ITEM, type: "text", operator: "equals", value }],
  });
  test("a filter ends only that one, and a run whose loop lets nothing pass is completed", async () => {
    const document = wired(
      [
        each("each"),
        step("f", { type: "flow.filter", config: { conditions: conditions("b") } }),
        probe("send", ITEM),
      ],
      "trigger>each each.each>f f>send",
    );
    const { steps } = await started(document, ["a", "b", "c"], "completed");
    expect(keys()).toEqual(["send#1"]);
    expect([steps["each#0"]?.branched, steps["each#0"]?.branches, steps["each#1"]?.branched]).toEqual([
      true,
      [],
      false,
    ]);
    expect(steps.each?.output).toEqual({ count: 3, failed: 0 });
  });

  test("a delay waits, and the others that may be open go on meanwhile", async () => {
    const document = wired(
      [
        each("each", { atOnce: 2 }),
        step("wait", { type: "flow.delay", config: { duration: { amount: 1, unit: "seconds" } } }),
        probe("send", ITEM),
      ],
      "trigger>each each.each>wait wait>send",
    );
    const { steps } = await started(document, ["a", "b", "c"], "completed");
    const start = (key: string) => steps[key]?.startedAt?.getTime() ?? 0;
    expect(keys().sort()).toEqual(["send#0", "send#1", "send#2"]);
    expect(start("send#0") - start("wait#0")).toBeGreaterThanOrEqual(1_000);
    expect(start("wait#1")).toBeLessThan(start("send#0"));
    expect(start("wait#2")).toBeGreaterThanOrEqual(Math.min(start("send#0"), start("send#1")));
  });

  test("a failed try is made again with the same key; a failure with a way out of its own is none", async () => {
    bench.act = async ({ attempt, input }) => {
      const { value } = input as { value: string };
      if (value === "b" && attempt === 1) throw new Error("not now");
      if (value === "c") throw new Error("never");
      return { output: { value } };
    };
    const document = wired(
      [
        each("each"),
        probe("send", ITEM),
        probe("rescue", "rescued {{ steps.each.item }}"),
        probe("after", "{{ steps.each.results | map: 'value' | join }}"),
      ],
      "trigger>each each.each>send send.error>rescue each.done>after",
    );
    const { steps } = await started(document, ["a", "b", "c"], "completed");
    expect(keys()).toEqual(["send#0", "send#1", "send#1", ...Array(3).fill("send#2"), "rescue#2", "after"]);
    expect(steps.each?.output).toMatchObject({ failed: 0 });
    expect(steps.after?.output).toEqual({ value: "a b rescued c" });
  });

  test("once only counts every iteration by itself", async () => {
    const document = wired(
      [
        each("each"),
        step("once", { type: "flow.once-only", config: { per: "custom", key: ITEM } }),
        probe("send", ITEM),
      ],
      "trigger>each each.each>once once>send",
    );
    await started(document, ["a", "b", "a"], "completed");
    expect(keys()).toEqual(["send#0", "send#1"]);
  });
});
