import { describe, expect, test } from "vitest";
import { alignPositions, type Box } from "./align-positions";
import type { Alignment } from "./canvas-props";

const box = (id: string, x: number, y: number, height = 100): Box => ({ id, x, y, width: 200, height });
const boxes = [box("a", 0, 0), box("b", 300, 50, 60), box("c", 900, 400)];

describe("align", () => {
  test.each<[Alignment, Record<string, { x: number; y: number }>]>([
    ["left", { b: { x: 0, y: 50 }, c: { x: 0, y: 400 } }],
    ["center", { a: { x: 450, y: 0 }, b: { x: 450, y: 50 }, c: { x: 450, y: 400 } }],
    ["right", { a: { x: 900, y: 0 }, b: { x: 900, y: 50 } }],
    ["top", { b: { x: 300, y: 0 }, c: { x: 900, y: 0 } }],
    ["middle", { a: { x: 0, y: 200 }, b: { x: 300, y: 220 }, c: { x: 900, y: 200 } }],
    ["bottom", { a: { x: 0, y: 400 }, b: { x: 300, y: 440 } }],
    ["across", { b: { x: 450, y: 50 } }],
    ["down", { b: { x: 300, y: 220 } }],
  ])("%s moves only what is out of line", (how, positions) => {
    expect(alignPositions(boxes, how)).toEqual(positions);
  });

  test("two have nothing between them to distribute", () => {
    expect(alignPositions(boxes.slice(0, 2), "across")).toEqual({});
  });
});
