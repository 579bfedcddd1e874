import { expect, it } from "vitest";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { GRID, tidyPositions } from "./tidy-layout";

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
  const { a, b, c, far } = tidyPositions(tangled, new Map());
  expect(a?.x).toBeLessThan(b?.x ?? 0);
  expect(b?.x).toBeLessThan(c?.x ?? 0);
  expect(new Set([a?.y, b?.y, c?.y]).size).toBe(1);
  expect(far?.y).not.toBe(a?.y);
  expect(
    [a, b, c].flatMap((at) => [(at?.x ?? 1) % GRID, (at?.y ?? 1) % GRID]).every((rest) => rest === 0),
  ).toBe(true);
});

it("moves only the chosen ones", () => {
  expect(Object.keys(tidyPositions(tangled, new Map(), ["a", "b"])).sort()).toEqual(["a", "b"]);
  expect(tidyPositions(emptyDocument(), new Map())).toEqual({});
});
