import { describe, expect, it } from "vitest";
import { emptyDocument, nodeId, workflowDocument } from "./workflow";

const node = (id: string) => ({ id, type: "flow.filter", config: {}, position: { x: 0, y: 0 } });

describe("workflowDocument", () => {
  it("accepts the empty document and one with a wire", () => {
    expect(workflowDocument.parse(emptyDocument())).toEqual(emptyDocument());
    const document = {
      formatVersion: 1,
      nodes: [node("a"), node("b")],
      edges: [{ id: "e", source: "a", target: "b" }],
    };
    expect(workflowDocument.parse(document)).toEqual(document);
  });

  it("refuses another format version and a position that is no number", () => {
    expect(workflowDocument.safeParse({ ...emptyDocument(), formatVersion: 2 }).success).toBe(false);
    const bad = { ...emptyDocument(), nodes: [{ ...node("a"), position: { x: Number.NaN, y: 0 } }] };
    expect(workflowDocument.safeParse(bad).success).toBe(false);
  });

  it("takes only ids that a reference can name", () => {
    expect(["trigger", "n_7f3", "_x"].every((id) => nodeId.safeParse(id).success)).toBe(true);
    expect(["7up", "a-b", "a.b", ""].some((id) => nodeId.safeParse(id).success)).toBe(false);
  });
});
