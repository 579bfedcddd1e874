/** Loops in rehearsals, with the real catalogue. */
import { expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { lookupAction, lookupTrigger } from "../catalogue/lookup";
import type { WorkflowDocument } from "../graph/workflow";
import { type RehearsalInput, rehearse } from "./rehearse";

const CLICK = "customer-io.email-link-clicked";
const output = lookupTrigger(CLICK)?.sample as JsonObject;
const node = (id: string, type: string, config: JsonObject = {}) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
});
const ITEM = "{{ steps.each.item }}";
const onlyItem = (value: string) => ({
  conditions: { match: "all", conditions: [{ field: ITEM, type: "text", operator: "equals", value }] },
});
const call = (id: string, body: JsonObject) =>
  node(id, "http.request", { method: "POST", url: "https://crm.test/hook", bodyType: "json", json: body });

const document = (list: unknown, ...only: string[]): WorkflowDocument => {
  const edges: [string, string, string?][] = [
    ["trigger", "set"],
    ["set", "each"],
    ["each", "filter", "each"],
    ["filter", "name"],
    ["name", "send"],
    ["each", "after", "done"],
  ];
  return {
    formatVersion: 1,
    nodes: [
      node("trigger", CLICK),
      node("set", "flow.set-fields", { fields: { list: list as never } }),
      node("each", "flow.for-each", { list: "{{ steps.set.fields.list }}" }),
      only.length > 0
        ? node("filter", "flow.filter", onlyItem(only[0] ?? ""))
        : node("filter", "flow.set-fields", { fields: {} }),
      node("name", "flow.set-fields", { fields: { no: "{{ steps.each.index }}", name: ITEM } }),
      call("send", { name: "{{ steps.name.fields.name }}" }),
      call("after", { sent: "{{ steps.each.results | size }}", of: "{{ steps.each.count }}" }),
    ],
    edges: edges.map(([source, target, branch]) => ({
      id: `${source}-${target}`,
      source,
      target,
      ...(branch === undefined ? {} : { branch }),
    })),
  };
};
const run = (of: WorkflowDocument, more: Partial<RehearsalInput> = {}) =>
  rehearse({
    expressions: { evaluate: () => Promise.reject(new Error("No step of these tests calculates.")) },
    document: of,
    definitions: { lookupTrigger, lookupAction },
    event: { output },
    now: new Date("2026-11-24T12:00:00Z"),
    openConnection: async () => null,
    ...more,
  });
type Found = Awaited<ReturnType<typeof run>>;
const stepOf = ({ steps }: Found, key: string) => steps.find((step) => step.key === key);
const bodyOf = (found: Found, key: string) => {
  const [request] = stepOf(found, key)?.requests ?? [];
  return request?.kind === "http" ? JSON.parse(request.body ?? "") : null;
};

test("every item is gone through, and what comes after the loop sees its results", async () => {
  const found = await run(document(["a", "b"]));
  expect([bodyOf(found, "send#0"), bodyOf(found, "send#1")]).toEqual([{ name: "a" }, { name: "b" }]);
  expect(bodyOf(found, "after")).toEqual({ sent: 2, of: 2 });
  expect(stepOf(found, "each")).toMatchObject({
    status: "passed",
    output: { value: { item: "a", index: 0, count: 2 } },
  });
  expect(found).toMatchObject({ status: "completed", loops: [{ key: "each", total: 2 }] });
});

test("of a long list only the first ten are tried, and it is said how many there are", async () => {
  const found = await run(document(Array.from({ length: 60 }, (_, index) => index)));
  expect(found.loops).toMatchObject([{ total: 60, iterations: { length: 10 } }]);
  expect(bodyOf(found, "after")).toEqual({ sent: 10, of: 60 });
});

test("a filter ends an item's way alone, and the loop tells which", async () => {
  const found = await run(document(["a", "b"], "b"));
  expect(found.loops[0]?.iterations.map(({ status }) => status)).toEqual(["filtered", "completed"]);
  expect([stepOf(found, "send#0")?.status, stepOf(found, "send#1")?.status]).toEqual([
    "skipped",
    "would_run",
  ]);
  expect(bodyOf(found, "after")).toEqual({ sent: 2, of: 2 });
});

test("a test to a step in the loop takes the first item, and leaves alone what comes after it", async () => {
  const found = await run(document(["a", "b"]), { until: "name" });
  expect(stepOf(found, "name#0")?.output?.value).toEqual({ fields: { no: 0, name: "a" } });
  expect(stepOf(found, "name#1")).toBeUndefined();
  expect([stepOf(found, "send")?.status, stepOf(found, "after")?.status]).toEqual([
    "not_reached",
    "not_reached",
  ]);
});

test("a test to a step after the loop goes through it; one to the loop itself does not", async () => {
  const after = await run(document(["a"]), { until: "after" });
  expect(stepOf(after, "send#0")?.status).toBe("would_run");
  expect(stepOf(after, "after")?.status).toBe("would_run");
  const itself = await run(document(["a"]), { until: "each" });
  expect(itself.status).toBe("until");
  expect(stepOf(itself, "each")?.output?.value).toEqual({ item: "a", index: 0, count: 1 });
  expect(stepOf(itself, "send")?.status).toBe("not_reached");
});

test("without items the body is told as left out; what is no list fails", async () => {
  const none = await run(document([]));
  expect(stepOf(none, "send")).toMatchObject({ status: "skipped", reason: "No item of the loop led to it." });
  const wrong = await run(document("no list"));
  expect(stepOf(wrong, "each")).toMatchObject({
    status: "failed",
    reason: "List: it is a text, not a list. Pick a field that is a list.",
  });
});

test("a pinned output gives the item, and what comes after", async () => {
  const pins = { each: { item: "pinned", index: 7, results: [1, 2, 3], count: 3, failed: 0 } };
  const found = await run(document(["a", "b"]), { pins });
  expect(bodyOf(found, "send#0")).toEqual({ name: "pinned" });
  expect(bodyOf(found, "after")).toEqual({ sent: 3, of: 3 });
});
