import { describe, expect, it } from "vitest";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { cardElements, wireElements } from "./flow-elements";

const at = (id: string) => ({ id, type: "x", config: {}, position: { x: 0, y: 0 } });
const two: WorkflowDocument = { ...emptyDocument(), nodes: [at("a"), at("b")] };
const wired: WorkflowDocument = { ...two, edges: [{ id: "a-b", source: "a", target: "b" }] };
const shown = (document: WorkflowDocument) => ({ document, descriptors: {}, mode: "edit" as const });
const none = new Set<string>();

describe("cardElements", () => {
  it("keeps the object of a card that did not change, so that it is not drawn again", () => {
    const before = cardElements([], shown(two), none);
    const moved = { ...two, nodes: [{ ...at("a"), position: { x: 16, y: 0 } }, two.nodes[1] ?? at("b")] };
    const after = cardElements(before, shown(moved), none);
    expect(after[1]).toBe(before[1]);
    expect(after[0]?.position).toEqual({ x: 16, y: 0 });
  });

  it("sees a first plain wire come and go", () => {
    const before = cardElements([], shown(two), none);
    const after = cardElements(before, shown(wired), none);
    expect(after.map(({ data }) => [data.wired, data.entered])).toEqual([
      [[""], false],
      [[], true],
    ]);
    expect(cardElements(after, shown(two), none).map(({ data }) => data.wired.length)).toEqual([0, 0]);
  });

  it("keeps what React Flow measured", () => {
    const [a, b] = cardElements([], shown(two), none);
    const measured = { width: 264, height: 90 };
    const after = cardElements(a && b ? [{ ...a, measured }, b] : [], shown(two), new Set(["a"]));
    expect(after[0]).toMatchObject({ selected: true, measured });
  });

  it("says where handles are before anything is measured, and never again", () => {
    const before = cardElements([], shown(wired), none);
    expect(before[0]?.handles?.map(({ id }) => id)).toEqual(["in", "out"]);
    const after = cardElements(before, shown(wired), new Set(["a"]));
    expect(after.map(({ handles }) => handles === undefined)).toEqual([true, false]);
  });
});

describe("wireElements", () => {
  it("says which wires share their handle", () => {
    const fork = { ...wired, edges: [...wired.edges, { id: "2", source: "a", target: "b", branch: "yes" }] };
    expect(wireElements(shown(fork), none).map(({ data }) => data?.shared)).toEqual([false, false]);
    const both = {
      ...fork,
      nodes: [...fork.nodes, at("c")],
      edges: [...wired.edges, { id: "3", source: "a", target: "c" }],
    };
    expect(wireElements(shown(both), none).map(({ data }) => data?.shared)).toEqual([true, true]);
  });
});
