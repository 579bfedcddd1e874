/** With the real catalogue: what a rehearsal shows is what its actions do. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../base/json";
import { lookupAction, lookupTrigger } from "../catalogue/lookup";
import type { WorkflowDocument, WorkflowNode } from "../graph/workflow";
import { type RehearsalInput, rehearse } from "./rehearse";

const CLICK = "customer-io.email-link-clicked";
const payload = lookupTrigger(CLICK)?.payloadExample as { data: JsonObject };
const clicked = (href: string): { payload: JsonValue } => ({
  payload: { ...payload, data: { ...payload.data, href } },
});
const now = new Date("2026-11-24T12:00:00Z");

type Step = Partial<WorkflowNode> & Pick<WorkflowNode, "id" | "type">;
const EDGES = /\s+/;
/** Edges as "trigger>a a.pricing>b". */
function workflow(edges: string, ...steps: Step[]): WorkflowDocument {
  return {
    formatVersion: 1,
    nodes: [{ id: "trigger", type: CLICK }, ...steps].map((step) => ({
      config: {},
      position: { x: 0, y: 0 },
      ...step,
    })),
    edges: edges.split(EDGES).map((edge, index) => {
      const [from = "", target = ""] = edge.split(">");
      const [source = "", branch] = from.split(".");
      return { id: `e${index}`, source, target, ...(branch === undefined ? {} : { branch }) };
    }),
  };
}
const linkIs = (operator: string, value: string) => ({
  match: "all",
  conditions: [{ field: "{{ trigger.href }}", type: "url", operator, value }],
});
const filter = (id: string, value: string): Step => ({
  id,
  type: "flow.filter",
  config: { conditions: linkIs("contains", value) },
});
const call = (id: string, config: JsonObject): Step => ({
  id,
  type: "http.request",
  config: { method: "POST", url: "https://crm.test/hook", bodyType: "json", ...config },
});

const run = (document: WorkflowDocument, more: Partial<RehearsalInput> = {}) =>
  rehearse({
    expressions: { evaluate: () => Promise.reject(new Error("No step of these tests calculates.")) },
    document,
    definitions: { lookupTrigger, lookupAction },
    event: clicked("https://example.com/pricing"),
    now,
    openConnection: async () => null,
    ...more,
  });
const statuses = ({ steps }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(steps.map(({ nodeId, status }) => [nodeId, status]));

test("shows the exact request, and sends nothing", async () => {
  let calls = 0;
  const server = createServer((_, answer) => {
    calls++;
    answer.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const found = await run(
    workflow(
      "trigger>crm",
      call("crm", { url, json: { link: "{{ trigger.href }}" }, headers: { "X-A": "b" } }),
    ),
  );
  server.close();
  expect(calls).toBe(0);
  expect(found.status).toBe("completed");
  expect(found.steps).toMatchObject([
    {
      nodeId: "crm",
      status: "would_run",
      input: { url, json: { link: "https://example.com/pricing" } },
      output: { from: "example", value: { status: 200 } },
      requests: [
        {
          kind: "http",
          method: "POST",
          url,
          headers: { "content-type": "application/json", "x-a": "b", "idempotency-key": "rehearsal:crm" },
          body: '{"link":"https://example.com/pricing"}',
          bodyCut: false,
        },
      ],
    },
  ]);
});

test("what a step would answer is pinned, else of the last run, else its example", async () => {
  const document = workflow("trigger>crm crm>say", call("crm", { json: {} }), {
    id: "say",
    type: "preview.message",
    config: { text: "{{ steps.crm.body.id }}" },
  });
  const said = async (more: Partial<RehearsalInput>) => {
    const { steps } = await run(document, more);
    return [steps[0]?.output?.from, (steps[1]?.output?.value as { text: string } | undefined)?.text];
  };
  const answer = (id: string) => ({ crm: { status: 200, ok: true, headers: {}, body: { id } } });
  expect(await said({})).toEqual(["example", "42"]);
  expect(await said({ lastOutputs: answer("last") })).toEqual(["last", "last"]);
  expect(await said({ lastOutputs: answer("last"), pins: answer("pinned") })).toEqual(["pin", "pinned"]);
});

test("filters and branches decide as in a run, with their report", async () => {
  const document = workflow(
    "trigger>branch branch.p>keep branch.otherwise>other keep>crm",
    {
      id: "branch",
      type: "flow.branch",
      config: { branches: [{ id: "p", name: "Pricing", conditions: linkIs("contains", "pricing") }] },
    },
    filter("keep", "nowhere"),
    call("crm", { json: {} }),
    call("other", { json: {} }),
  );
  const found = await run(document);
  expect(found.status).toBe("filtered");
  expect(statuses(found)).toEqual({ branch: "passed", keep: "filtered", crm: "skipped", other: "skipped" });
  expect(found.steps[0]).toMatchObject({
    branches: ["p"],
    output: { value: { branch: "Pricing" }, from: "run" },
    report: { branches: [{ group: { passed: true } }] },
  });
  expect(statuses(await run(document, { event: clicked("https://example.com/docs") }))).toEqual({
    branch: "passed",
    keep: "skipped",
    crm: "skipped",
    other: "would_run",
  });
});

test("a wait is passed at once, and what comes after it sees the later time", async () => {
  const delay = (id: string, days: number): Step => ({
    id,
    type: "flow.delay",
    config: { duration: { amount: days, unit: "days" } },
  });
  const found = await run(workflow("trigger>a a>b", delay("a", 60), delay("b", 30)));
  expect(found.status).toBe("completed");
  expect(found.steps.map(({ status, waitUntil }) => [status, waitUntil])).toEqual([
    ["would_wait", "2027-01-23T12:00:00.000Z"],
    ["would_wait", "2027-02-22T12:00:00.000Z"],
  ]);
});

test("a step that would fail says why, and its error way is taken", async () => {
  const document = workflow(
    "trigger>crm crm.error>say crm>after",
    call("crm", { url: "{{ trigger.nothing }}", json: {} }),
    { id: "say", type: "preview.message", config: { text: "failed" } },
    { id: "after", type: "preview.message", config: { text: "done" } },
  );
  const found = await run(document);
  expect(statuses(found)).toEqual({ crm: "failed", say: "passed", after: "skipped" });
  expect(found.steps[0]?.reason).toMatch(/^URL: /);
  const pinned = await run(document, { pins: { crm: { status: 200, ok: true, headers: {}, body: "" } } });
  expect(statuses(pinned)).toEqual({ crm: "passed", say: "skipped", after: "passed" });
});

test("ends with the step asked for, and leaves other paths alone", async () => {
  const document = workflow(
    "trigger>a a>b b>c trigger>d",
    ...["a", "b", "c", "d"].map((id) => filter(id, "pricing")),
  );
  const found = await run(document, { until: "b" });
  expect(found.status).toBe("until");
  expect(statuses(found)).toEqual({ a: "passed", b: "passed", c: "not_reached", d: "not_reached" });
});

test("passes by a step that is switched off", async () => {
  const document = workflow(
    "trigger>off off>crm",
    { ...filter("off", "nowhere"), disabled: true },
    call("crm", {}),
  );
  expect(statuses(await run(document))).toEqual({ off: "skipped", crm: "would_run" });
});

test("says why an event would start nothing", async () => {
  const why = async (document: WorkflowDocument, more: Partial<RehearsalInput> = {}) => {
    const { start, status } = await run(document, more);
    return [status, start.started ? null : start.why];
  };
  expect(await why({ formatVersion: 1, nodes: [], edges: [] })).toEqual(["not_started", "no_trigger"]);
  expect(await why(workflow("trigger>a a>b b>a", filter("a", ""), filter("b", "")))).toEqual([
    "not_started",
    "circle",
  ]);
  expect(await why(workflow("trigger>a", filter("a", "")), { event: { output: {} } })).toEqual([
    "not_started",
    "unreadable",
  ]);
  const trigger = lookupTrigger(CLICK);
  const never = { lookupAction, lookupTrigger: () => trigger && { ...trigger, matches: () => false } };
  expect(await why(workflow("trigger>a"), { definitions: never })).toEqual(["not_started", "not_matched"]);
});

test("only the way: actions are passed without being rendered", async () => {
  const document = workflow("trigger>a a>crm", filter("a", "pricing"), call("crm", { url: "no address" }));
  const found = await run(document, { renders: false });
  expect(statuses(found)).toEqual({ a: "passed", crm: "would_run" });
  expect(found.steps[1]?.requests).toEqual([]);
});
