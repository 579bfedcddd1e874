import { describe, expect, test } from "vitest";
import type { JsonValue } from "../base/json";
import { nodeDescriptor } from "../catalogue/descriptors";
import { describedNode } from "./described-node";
import { type ResultShape, shapeOf } from "./result-shape";
import { sourcesFor } from "./sources";
import { validateDocument } from "./validate";
import type { WorkflowDocument } from "./workflow";

test.each<[JsonValue | undefined, ResultShape | null]>([
  ["plain", "text"],
  ["https://x.test/a", "url"],
  ["2026-01-01T00:01:00.000Z", "date"],
  ["2026-99-99T99:99", "text"],
  [3, "number"],
  [false, "boolean"],
  [null, null],
  [undefined, null],
  [[], "list"],
  [[1, "a"], ["number"]],
  [[{ id: 1 }], [{ id: "number" }]],
  [{}, "object"],
  [
    { plan: "pro", nothing: null, "a.b": 1, "": 2 },
    { plan: "text", nothing: "text" },
  ],
  [{ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }, { a: { b: { c: { d: { e: { f: "object" } } } } } }],
])("of %j is %j", (value, shape) => {
  expect(shapeOf(value)).toEqual(shape);
});

test("keeps no value, and at most a hundred members", () => {
  const shape = shapeOf(
    Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, "ada@example.com"])),
  );
  expect(Object.keys(shape ?? {})).toHaveLength(100);
  expect(JSON.stringify(shape)).not.toContain("ada");
});

describe("a step that calculates", () => {
  const withShape = (resultShape: JsonValue | undefined, use: string): WorkflowDocument => ({
    formatVersion: 1,
    nodes: [
      { id: "t", type: "customer-io.email-opened", config: {}, position: { x: 0, y: 0 } },
      {
        id: "calc",
        type: "flow.transform",
        config: { expression: "trigger", ...(resultShape === undefined ? {} : { resultShape }) },
        position: { x: 300, y: 0 },
      },
      { id: "show", type: "preview.message", config: { text: use }, position: { x: 600, y: 0 } },
    ],
    edges: [
      { id: "t-calc", source: "t", target: "calc" },
      { id: "calc-show", source: "calc", target: "show" },
    ],
  });
  const fieldsOf = (document: WorkflowDocument) =>
    sourcesFor(document, "show", nodeDescriptor).find(({ nodeId }) => nodeId === "calc")?.fields;

  test("offers the fields of its result, with their types and paths", () => {
    const [result] = fieldsOf(withShape({ plan: "text", who: { since: "date" }, tags: ["text"] }, "")) ?? [];
    expect(result).toMatchObject({ key: "result", type: "object", open: true });
    expect(result?.fields).toMatchObject([
      { path: "result.plan", type: "text" },
      { path: "result.who", type: "object", fields: [{ path: "result.who.since", type: "date" }] },
      { path: "result.tags", type: "list" },
    ]);
    expect(fieldsOf(withShape("number", ""))?.[0]).toMatchObject({ path: "result", type: "number" });
  });

  test.each<JsonValue | undefined>([undefined, null, "nonsense", 3, [], ["?"]])(
    "%j is no reason to fail",
    (shape) => {
      const document = withShape(shape, "{{ steps.calc.result.anything }}");
      expect(fieldsOf(document)?.[0]?.key).toBe("result");
      const node = document.nodes[1];
      expect(node && describedNode(document, node, nodeDescriptor)?.sample).toEqual({});
    },
  );

  test("a field that the sample did not have may be used all the same; one of a number may not", () => {
    const codes = (shape: JsonValue) =>
      validateDocument(withShape(shape, "{{ steps.calc.result.other }}"), nodeDescriptor).map(
        ({ code }) => code,
      );
    expect(codes({ plan: "text" })).not.toContain("unknown_field");
    expect(codes("number")).toContain("unknown_field");
  });

  test("an expression that cannot be read blocks publishing, where somebody can read it", () => {
    const document = withShape(undefined, "");
    const found = validateDocument(document, nodeDescriptor, {
      expressionProblem: (text) => (text === "trigger" ? { message: "No." } : null),
    });
    expect(found).toContainEqual(
      expect.objectContaining({
        code: "bad_expression",
        severity: "error",
        nodeId: "calc",
        field: "expression",
      }),
    );
  });
});
