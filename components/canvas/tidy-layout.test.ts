import { expect, it } from "vitest";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { GRID } from "./grid";
import { tidyPositions } from "./tidy-layout";

const node = (id: string, x: number, y: number) => ({
  id,
  type: "http.request",
  config: {},
  position: { x, y },
});
const tangled: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [node("c", 100, 50), node("a", 900, 400), node("b", 500, 0), node("far", 32, 2000)],
  edges: [
    { id: "1", source: "a", target: "b" },
    { id: "2", source: "b", target: "c" },
  ],
};

it("puts steps into columns from left to right, on the grid, without overlaps", () => {
  const { a, b, c, far } = tidyPositions({ document: tangled, sizes: new Map() });
  expect(a?.x).toBeLessThan(b?.x ?? 0);
  expect(b?.x).toBeLessThan(c?.x ?? 0);
  expect(new Set([a?.y, b?.y, c?.y]).size).toBe(1);
  expect(far?.y).not.toBe(a?.y);
  expect(
    [a, b, c].flatMap((at) => [(at?.x ?? 1) % GRID, (at?.y ?? 1) % GRID]).every((rest) => rest === 0),
  ).toBe(true);
});

it("moves only the chosen ones", () => {
  expect(
    Object.keys(tidyPositions({ document: tangled, sizes: new Map(), nodeIds: ["a", "b"] })).sort(),
  ).toEqual(["a", "b"]);
  expect(tidyPositions({ document: emptyDocument(), sizes: new Map() })).toEqual({});
});

it("keeps branches in the order of their rows and cards apart", () => {
  const fork: WorkflowDocument = {
    ...emptyDocument(),
    nodes: ["s", "no", "yes", "end"].map((id) => node(id, 0, 0)),
    edges: [
      { id: "1", source: "s", target: "no", branch: "2" },
      { id: "2", source: "s", target: "yes", branch: "1" },
      { id: "3", source: "yes", target: "end" },
      { id: "4", source: "no", target: "end" },
    ],
  };
  const sizes = new Map([["yes", { width: 264, height: 200 }]]);
  const { s, yes, no, end } = tidyPositions({
    document: fork,
    sizes,
    orders: new Map(fork.edges.map(({ id, branch }) => [id, Number(branch)])),
  });
  expect(yes?.y).toBeLessThan(no?.y ?? 0);
  expect((no?.y ?? 0) - (yes?.y ?? 0)).toBeGreaterThanOrEqual(200);
  expect(end?.x).toBeGreaterThan(no?.x ?? 0);
  expect(s?.y).toBeGreaterThan(yes?.y ?? 0);
});

it("goes down as it goes right: every step under the one before, branches side by side", () => {
  const { a, b, c, far } = tidyPositions({ document: tangled, sizes: new Map(), direction: "down" });
  expect(a?.y).toBeLessThan(b?.y ?? 0);
  expect(b?.y).toBeLessThan(c?.y ?? 0);
  expect(new Set([a?.x, b?.x, c?.x]).size).toBe(1);
  expect(Math.abs((far?.x ?? 0) - (a?.x ?? 0))).toBeGreaterThanOrEqual(264);
});

it.each(["right", "down"] as const)(
  "keeps a loop's body together, with room for its frame (%s)",
  (direction) => {
    const edge = (source: string, target: string, branch?: string) => ({
      id: `${source} ${target}`,
      source,
      target,
      ...(branch === undefined ? {} : { branch }),
    });
    const looped: WorkflowDocument = {
      ...emptyDocument(),
      nodes: ["t", "loop", "a", "b", "c", "after", "before"].map((id) => node(id, 0, 0)),
      edges: [
        edge("t", "before", "first"),
        edge("t", "loop", "second"),
        edge("loop", "after", "done"),
        edge("loop", "a", "each"),
        edge("a", "b"),
        edge("a", "c"),
      ],
    };
    const order = ["t before", "t loop", "loop a", "loop after", "a b", "a c"];
    const found = tidyPositions({
      document: looped,
      sizes: new Map(),
      orders: new Map(order.map((id, index) => [id, index])),
      direction,
    });
    const beside = direction === "down" ? "x" : "y";
    const at = (id: string) => found[id]?.[beside] ?? Number.NaN;
    const size = direction === "down" ? 264 : 76;
    const body = ["a", "b", "c"].map(at);
    expect(Math.min(...body) - (at("before") + size)).toBeGreaterThanOrEqual(direction === "down" ? 40 : 64);
    expect(at("after") - (Math.max(...body) + size)).toBeGreaterThanOrEqual(40);
  },
);
