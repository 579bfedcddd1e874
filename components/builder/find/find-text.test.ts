import { describe, expect, test } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { applyOperation } from "@/lib/graph/operations/apply";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { findText, replaceMatches } from "./find-text";

const lookup = () =>
  ({
    name: "HTTP request",
    inputs: [
      { key: "method", label: "Method", input: "select" },
      { key: "url", label: "URL", input: "url" },
      { key: "json", label: "JSON body", input: "json" },
      { key: "token", label: "Token", input: "secret" },
      { key: "if", label: "Go on if", input: "conditions" },
    ],
  }) as unknown as NodeDescriptor;
const at = { x: 0, y: 0 };
const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [
    {
      id: "a",
      type: "x",
      name: "Pricing request",
      position: at,
      config: {
        method: "pricing",
        token: "pricing",
        url: "https://x.example/pricing/{{ trigger.pricing }}/Pricing",
        json: { deep: [{ page: "pricing" }] },
        if: {
          match: "all",
          conditions: [{ field: "{{ trigger.href }}", operator: "pricing", value: "/pricing" }],
        },
      },
    },
  ],
  notes: [{ id: "n", text: "pricing (old)", position: at, size: { width: 200, height: 96 } }],
};
const find = (query: string, matchCase = false) => findText(document, lookup, { query, matchCase });
const replace = (query: string, by: string) =>
  replaceMatches(document, find(query), by).reduce(
    (now, operation) => applyOperation(now, operation).document,
    document,
  );

describe("find", () => {
  test("looks into names, settings, conditions and notes, not into choices, secrets and notation", () => {
    expect(find("pricing").map(({ cell, fixed }) => [cell.label || cell.owner, fixed])).toEqual([
      ["Name", false],
      ["URL", false],
      ["URL", true],
      ["URL", false],
      ["JSON body", false],
      ["Go on if", false],
      ["Note", false],
    ]);
  });
  test("heeds the case when asked, and takes signs as they are", () => {
    expect(find("Pricing", true)).toHaveLength(2);
    expect(find("(old)")).toHaveLength(1);
    expect(find("p.icing")).toEqual([]);
    expect(find("")).toEqual([]);
  });
});

describe("replace", () => {
  test("changes everything but references", () => {
    const after = replace("pricing", "plans");
    expect(after.nodes[0]).toMatchObject({
      name: "plans request",
      config: {
        method: "pricing",
        url: "https://x.example/plans/{{ trigger.pricing }}/plans",
        json: { deep: [{ page: "plans" }] },
        if: { conditions: [{ operator: "pricing", value: "/plans" }] },
      },
    });
    expect(after.notes?.[0]?.text).toBe("plans (old)");
  });
  test("one of several in a text leaves the others", () => {
    const [, first] = find("pricing");
    const [operation] = first ? replaceMatches(document, [first], "plans") : [];
    expect(operation).toMatchObject({
      kind: "setConfig",
      config: { url: "https://x.example/plans/{{ trigger.pricing }}/Pricing" },
    });
  });
});
