import { expect, test } from "vitest";
import { describedNode } from "./described-node";
import type { NodeDescriptor } from "./descriptor";
import { describeReference, sourcesFor } from "./sources";
import { validateDocument } from "./validate";
import { draftWith, testLookup, testNode } from "./validate/draft.test-support";
import type { WorkflowDocument } from "./workflow";

const setFields: NodeDescriptor = {
  ...(testLookup("flow.filter") as NodeDescriptor),
  type: "flow.set-fields",
  slug: "set-fields",
  name: "Set fields",
  inputs: [{ key: "fields", label: "Fields", input: "json", required: true }],
  outputs: [{ key: "fields", path: "fields", label: "Fields", type: "object", optional: false }],
  sample: { fields: { plan: "pro" } },
  mirrors: "fields",
};
const trigger: NodeDescriptor = {
  ...(testLookup("shop.ordered") as NodeDescriptor),
  outputs: [
    { key: "href", path: "href", label: "Link", type: "url", optional: false },
    {
      key: "customer",
      path: "customer",
      label: "Customer",
      type: "object",
      optional: false,
      fields: [
        { key: "age", path: "customer.age", label: "Age", type: "number", optional: true, example: 7 },
      ],
    },
  ],
  sample: { href: "https://a.test", customer: { age: 41 } },
};
const lookup = (type: string) =>
  type === setFields.type ? setFields : type === trigger.type ? trigger : testLookup(type);

const fields = {
  link: "{{ trigger.href }}",
  person: "{{ trigger.customer }}",
  greeting: "Hi {{ trigger.customer.age }}",
  loud: "{{ trigger.href | upcase }}",
  count: 3,
  "a.b": "x",
};
const first = testNode("first", "flow.set-fields", { config: { fields } });
const second = testNode("second", "flow.set-fields", {
  config: { fields: { again: "{{ steps.first.fields.person }}" } },
});
const document: WorkflowDocument = {
  ...draftWith(first),
  nodes: [testNode("trigger", "shop.ordered"), first, second, testNode("end", "flow.filter")],
  edges: [
    { id: "1", source: "trigger", target: "first" },
    { id: "2", source: "first", target: "second" },
    { id: "3", source: "second", target: "end" },
  ],
};
const shown = (id: string) =>
  sourcesFor(document, "end", lookup)
    .find(({ nodeId }) => nodeId === id)
    ?.fields[0]?.fields?.map(({ key, path, type, example }) => [key, path, type, example]);

test("set fields have the names, types and samples of what they are set to", () => {
  expect(shown("first")).toEqual([
    ["link", "fields.link", "url", "https://a.test"],
    ["person", "fields.person", "object", { age: 41 }],
    ["greeting", "fields.greeting", "text", undefined],
    ["loud", "fields.loud", "text", undefined],
    ["count", "fields.count", "number", 3],
  ]);
});

test("members come along, also through a second step", () => {
  const [again] = describedNode(document, second, lookup)?.outputs[0]?.fields ?? [];
  expect(again?.fields).toMatchObject([{ key: "age", path: "fields.again.age", type: "number" }]);
  const label = describeReference(document, { source: "second", path: ["fields", "again", "age"] }, lookup);
  expect(label).toMatchObject({ label: "Age", sourceName: "Set fields", type: "number", broken: false });
  expect(describedNode(document, second, lookup)?.sample).toEqual({ fields: { again: { age: 41 } } });
});

test("a circle of set fields, which checks report, ends", () => {
  const circle = {
    ...document,
    nodes: document.nodes.map((node) =>
      node.id === "first" ? { ...node, config: { fields: { x: "{{ steps.second.fields.again }}" } } } : node,
    ),
  };
  expect(describedNode(circle, second, lookup)?.outputs[0]?.fields).toMatchObject([
    { key: "again", type: "text" },
  ]);
});

test("a name that is set nowhere may still come, as in a payload", () => {
  const end = testNode("end", "flow.filter", {
    config: {
      conditions: {
        match: "all",
        conditions: [{ field: "{{ steps.first.fields.link }}", type: "url", operator: "exists" }],
      },
    },
  });
  const draft = { ...document, nodes: [...document.nodes.slice(0, 3), end] };
  expect(validateDocument(draft, lookup)).toEqual([]);
});

test("other nodes are as their catalogue describes them", () => {
  expect(describedNode(document, testNode("x", "flow.filter"), lookup)).toBe(lookup("flow.filter"));
});

/** Each step renames every field of the one before. */
function chain(length: number, width: number, first: string) {
  const config = (step: number) => ({
    fields: Object.fromEntries(
      Array.from({ length: width }, (_, index) => [
        `f${index}`,
        step === 0 ? first : `{{ steps.c${step - 1}.fields.f${index} }}`,
      ]),
    ),
  });
  const steps = Array.from({ length }, (_, step) =>
    testNode(`c${step}`, "flow.set-fields", { config: config(step) }),
  );
  return { ...document, nodes: [testNode("trigger", "shop.ordered"), ...steps], edges: [] };
}

test("types flow through a long chain of wide steps at the cost of its fields, not of their product", () => {
  const long = chain(60, 84, "{{ trigger.customer.age }}");
  const last = long.nodes.at(-1);
  const fields = last && describedNode(long, last, lookup)?.outputs[0]?.fields;
  expect(fields).toHaveLength(84);
  expect(fields?.[83]).toMatchObject({ path: "fields.f83", type: "number", example: 41 });
});

test("what was worked out is kept until a step it rests on changes", () => {
  const before = chain(5, 2, "{{ trigger.customer.age }}");
  const last = before.nodes.at(-1);
  const of = (document: WorkflowDocument) => last && describedNode(document, last, lookup);
  expect(of({ ...before })).toBe(of(before));
  const changed = chain(5, 2, "{{ trigger.href }}").nodes[1];
  const after = {
    ...before,
    nodes: before.nodes.map((node) => (node.id === "c0" && changed ? changed : node)),
  };
  expect(of(after)?.outputs[0]?.fields?.[0]?.type).toBe("url");
  expect(of(before)?.outputs[0]?.fields?.[0]?.type).toBe("number");
});
