import { describe, expect, it } from "vitest";
import { downstreamOf, isOnEveryPath, nodeOf, placesInRun, triggerNodeOf, upstreamOf } from "./traverse";
import { emptyDocument, type WorkflowDocument } from "./workflow";

const at = (id: string, config = {}) => ({ id, type: id, config, position: { x: 0, y: 0 } });
const wire = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });
const line: WorkflowDocument = {
  ...emptyDocument(),
  nodes: ["a", "b", "c"].map((id) => at(id)),
  edges: [wire("a", "b"), wire("b", "c")],
};
const lookup = (kind: string) => (type: string) =>
  type === kind ? ({ kind: "trigger" } as never) : undefined;

describe("the shape of a document", () => {
  it("is gone through once, whatever is typed into its steps", () => {
    const typed = { ...line, nodes: line.nodes.map((node) => ({ ...node, config: { url: "x" } })) };
    expect(upstreamOf(typed, "c")).toBe(upstreamOf(line, "c"));
    expect(nodeOf(typed, "b")?.config).toEqual({ url: "x" });
    expect(nodeOf(line, "b")?.config).toEqual({});
  });

  it("is another one when steps come and go, or change places, with the same wires", () => {
    expect([...downstreamOf(line, "a").keys()]).toEqual(["b", "c"]);
    const without = { ...line, nodes: line.nodes.filter(({ id }) => id !== "b") };
    expect([...downstreamOf(without, "a").keys()]).toEqual(["b"]);
    const swapped = { ...line, nodes: line.nodes.toReversed() };
    expect([...downstreamOf(swapped, "a").keys()]).toEqual(["b", "c"]);
    expect([...downstreamOf(line, "a").keys()]).toEqual(["b", "c"]);
  });

  it("is another one with another wire", () => {
    const past = { ...line, edges: [...line.edges, wire("a", "c")] };
    expect(isOnEveryPath(line, { start: "a", through: "b", id: "c" })).toBe(true);
    expect(isOnEveryPath(past, { start: "a", through: "b", id: "c" })).toBe(false);
  });
});

it("finds the trigger of each catalogue", () => {
  expect(triggerNodeOf(line, lookup("b"))?.id).toBe("b");
  expect(triggerNodeOf(line, lookup("c"))?.id).toBe("c");
  expect(triggerNodeOf(line, lookup("x"))).toBeUndefined();
});

it("has nodes as a run comes by them, whatever their order in the document", () => {
  const mixed = { nodes: ["d", "c", "b", "a"].map((id) => at(id)), edges: line.edges };
  expect([...placesInRun({ ...mixed, edges: [...line.edges, wire("c", "d")] }).keys()]).toEqual([
    "a",
    "b",
    "c",
    "d",
  ]);
  const circle = { ...mixed, edges: [wire("a", "b"), wire("b", "c"), wire("c", "b")] };
  expect([...placesInRun(circle).keys()]).toEqual(["d", "a", "c", "b"]);
});
