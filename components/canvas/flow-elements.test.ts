import { describe, expect, it } from "vitest";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { type Cards, canvasElements, cardsOf, wireElements } from "./flow-elements";

const at = (id: string, config = {}) => ({ id, type: "x", config, position: { x: 0, y: 0 } });
const two: WorkflowDocument = { ...emptyDocument(), nodes: [at("a"), at("b")] };
const wired: WorkflowDocument = { ...two, edges: [{ id: "a-b", source: "a", target: "b" }] };
const typed: WorkflowDocument = { ...wired, nodes: [at("a", { url: "x" }), wired.nodes[1] ?? at("b")] };
const shown = (document: WorkflowDocument) => ({ document, descriptors: {}, mode: "edit" as const });
const none = new Set<string>();
const noCards: Cards = new Map();

const placed = (document: WorkflowDocument, selected = none) => ({
  cards: cardsOf(noCards, shown(document)),
  notes: [],
  selected,
  mode: "edit" as const,
  direction: "right" as const,
});

describe("cardsOf", () => {
  it("keeps what is on a card that did not change, so that it is not drawn again", () => {
    const before = cardsOf(noCards, shown(wired));
    const after = cardsOf(before, shown(typed));
    expect(after.get("b")).toBe(before.get("b"));
    expect(after.get("a")?.node.config).toEqual({ url: "x" });
    expect(cardsOf(after, shown({ ...typed, notes: [] }))).toBe(after);
  });

  it("sees a first plain wire come and go", () => {
    const before = cardsOf(noCards, shown(two));
    const after = cardsOf(before, shown(wired));
    expect([...after.values()].map(({ wired, entered }) => [wired, entered])).toEqual([
      [[""], false],
      [[], true],
    ]);
    expect([...cardsOf(after, shown(two)).values()].map(({ wired }) => wired.length)).toEqual([0, 0]);
  });

  it("sees a step go", () => {
    const before = cardsOf(noCards, shown(two));
    expect([...cardsOf(before, shown({ ...two, nodes: [at("a")] })).keys()]).toEqual(["a"]);
  });
});

describe("canvasElements", () => {
  it("is the same while nothing is elsewhere, whatever is typed", () => {
    const before = canvasElements([], placed(wired));
    expect(canvasElements(before, placed(typed))).toBe(before);
  });

  it("keeps the object of a card that did not move", () => {
    const before = canvasElements([], placed(two));
    const moved = { ...two, nodes: [{ ...at("a"), position: { x: 16, y: 0 } }, two.nodes[1] ?? at("b")] };
    const after = canvasElements(before, placed(moved));
    expect(after[1]).toBe(before[1]);
    expect(after[0]).toMatchObject({ position: { x: 16, y: 0 }, data: { position: { x: 16, y: 0 } } });
  });

  it("keeps what React Flow measured", () => {
    const [a, b] = canvasElements([], placed(two));
    const measured = { width: 264, height: 90 };
    const after = canvasElements(a && b ? [{ ...a, measured }, b] : [], placed(two, new Set(["a"])));
    expect(after[0]).toMatchObject({ selected: true, measured });
  });

  it("says where handles are before anything is measured, and never again", () => {
    const before = canvasElements([], placed(wired));
    expect(before[0]?.handles?.map(({ id }) => id)).toEqual(["in", "out"]);
    const after = canvasElements(before, placed(wired, new Set(["a"])));
    expect(after.map(({ handles }) => handles === undefined)).toEqual([true, false]);
  });
});

describe("wireElements", () => {
  it("says which wires share their handle", () => {
    const fork = { ...wired, edges: [...wired.edges, { id: "2", source: "a", target: "b", branch: "yes" }] };
    const sharedIn = (document: WorkflowDocument) =>
      wireElements([], shown(document), none).map(({ data }) => data?.shared);
    expect(sharedIn(fork)).toEqual([false, false]);
    const both = {
      ...fork,
      nodes: [...fork.nodes, at("c")],
      edges: [...wired.edges, { id: "3", source: "a", target: "c" }],
    };
    expect(sharedIn(both)).toEqual([true, true]);
  });

  it("is the same while no wire, mark or name of a step is another", () => {
    const before = wireElements([], shown(wired), none);
    expect(wireElements(before, shown(typed), none)).toBe(before);
    const marked = { ...shown(wired), edgeMarks: { "a-b": { state: "taken" as const } } };
    expect(wireElements(before, marked, none)[0]?.data?.mark).toEqual({ state: "taken" });
    expect(wireElements(before, shown(wired), new Set(["a-b"]))[0]?.selected).toBe(true);
  });
});
