import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { nodeDescriptor } from "../catalogue/descriptors";
import { applyOperation } from "./operations/apply";
import { replaceReferences } from "./replace-references";
import { type Decision, replaceUses, usesOf } from "./step-uses";
import { emptyDocument, type WorkflowDocument } from "./workflow";

const node = (id: string, type: string, config: JsonObject = {}, name?: string) => ({
  id,
  type,
  config,
  position: { x: 0, y: 0 },
  ...(name === undefined ? {} : { name }),
});
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });

const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    node("start", "customer-io.email-link-clicked"),
    node(
      "call",
      "http.request",
      { method: "GET", url: "https://example.com/{{ trigger.href | url_path }}" },
      "Ask",
    ),
    node("only", "flow.filter", {
      conditions: {
        match: "all",
        conditions: [
          { field: "{{ steps.call.status }}", type: "number", operator: "number_equals", value: 200 },
          {
            field: "{{ trigger.href }}",
            type: "url",
            operator: "contains",
            value: "{{ steps.call.body.id }}",
          },
        ],
      },
    }),
    node(
      "tell",
      "http.request",
      { method: "POST", url: "{{ steps.call.body.url }}", json: { status: "Got {{ steps.call.status }}!" } },
      "Tell",
    ),
  ],
  edges: [edge("start", "call"), edge("call", "only"), edge("only", "tell")],
};

const uses = (ids: string[], of = document) =>
  usesOf(of, ids, nodeDescriptor).map(({ source, path, uses: places }) => [
    `${source}.${path.join(".")}`,
    places.map(({ stepName, inputLabel }) => `${inputLabel} of ${stepName}`),
  ]);

test("every field in use is listed with its places, each once", () => {
  expect(uses(["call"])).toEqual([
    ["call.status", ["Conditions of Filter", "JSON body of Tell"]],
    ["call.body.id", ["Conditions of Filter"]],
    ["call.body.url", ["URL of Tell"]],
  ]);
});

test("steps that go together do not count as users, and what nobody uses has no uses", () => {
  expect(uses(["call", "only", "tell"])).toEqual([]);
  expect(uses(["only"])).toEqual([]);
  expect(uses(["tell"])).toEqual([]);
});

test("the trigger's fields are its uses", () => {
  expect(uses(["start"]).map(([field]) => field)).toEqual(["trigger.href"]);
});

function changed(decisions: Record<string, Decision>): Record<string, JsonObject> {
  const fields = usesOf(document, ["call"], nodeDescriptor);
  const byPath = new Map(
    fields.flatMap(({ key, path }) => {
      const decision = decisions[path.join(".")];
      return decision === undefined ? [] : [[key, decision] as const];
    }),
  );
  const after = replaceUses(document, fields, byPath).reduce(
    (draft, operation) => applyOperation(draft, operation).document,
    document,
  );
  return Object.fromEntries(after.nodes.map(({ id, config }) => [id, config as JsonObject]));
}

test("replaced by a field, or made empty; what else is there stays", () => {
  const after = changed({ status: { source: "trigger", path: ["link_id"] } });
  expect(after.only).toEqual({
    conditions: {
      match: "all",
      conditions: [
        { field: "{{ trigger.link_id }}", type: "number", operator: "number_equals", value: 200 },
        { field: "{{ trigger.href }}", type: "url", operator: "contains", value: "" },
      ],
    },
  });
  expect(after.tell).toEqual({ method: "POST", json: { status: "Got {{ trigger.link_id }}!" } });
  expect(after.call).toBe(document.nodes[1]?.config);
});

test("kept for later changes nothing", () => {
  const keep = { status: "keep", "body.id": "keep", "body.url": "keep" } as const;
  expect(replaceUses(document, usesOf(document, ["call"], nodeDescriptor), new Map())).toHaveLength(2);
  expect(changed(keep)).toEqual(Object.fromEntries(document.nodes.map(({ id, config }) => [id, config])));
});

describe("replaceReferences", () => {
  const empty = (text: string) =>
    replaceReferences(text, ({ source }) => (source === "a" ? null : undefined));
  const led = (text: string) =>
    replaceReferences(text, ({ source }) =>
      source === "a" ? { source: "trigger", path: ["odd key"] } : undefined,
    );
  test.each([
    ["Hi {{ steps.a.name }}!", "Hi !", 'Hi {{ trigger["odd key"] }}!'],
    [
      'Hi {{ steps.a.name | default: "there" }}!',
      "Hi there!",
      'Hi {{ trigger["odd key"] | default: "there" }}!',
    ],
    [
      "{{ steps.a.x | default: steps.b.y }}",
      "{{ steps.b.y }}",
      '{{ trigger["odd key"] | default: steps.b.y }}',
    ],
    [
      "{{ steps.a.x | default: steps.a.y | upcase }}!",
      "!",
      '{{ trigger["odd key"] | default: trigger["odd key"] | upcase }}!',
    ],
    [
      "{{ steps.b.x | append: steps.a.y }}",
      "{{ steps.b.x | append: nil }}",
      '{{ steps.b.x | append: trigger["odd key"] }}',
    ],
    [
      "{{ steps.b.x | default: steps.a.y }}",
      "{{ steps.b.x }}",
      '{{ steps.b.x | default: trigger["odd key"] }}',
    ],
    [
      '{% if steps.a.x == "steps.a.x" %}y{% endif %}',
      '{% if nil == "steps.a.x" %}y{% endif %}',
      '{% if trigger["odd key"] == "steps.a.x" %}y{% endif %}',
    ],
    ["{{- steps.a.x -}}", "", '{{- trigger["odd key"] -}}'],
    ["steps.a.x {{ steps.ab.x }}", "steps.a.x {{ steps.ab.x }}", "steps.a.x {{ steps.ab.x }}"],
    ["{{ steps.a.x", "{{ steps.a.x", "{{ steps.a.x"],
    [
      '{{ steps.a.x | default: "{{" }}',
      '{{ "{" }}{{ "{" }}',
      '{{ trigger["odd key"] | default: "\\u007b\\u007b" }}',
    ],
  ])("%s", (text, emptied, elsewhere) => {
    expect([empty(text), led(text)]).toEqual([emptied, elsewhere]);
  });
});
