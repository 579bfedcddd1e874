import { expect, test } from "vitest";
import type { Box } from "./align-positions";
import { guide } from "./alignment-guides";

const box = (x: number, y: number, height = 100): Box => ({ id: `${x} ${y}`, x, y, width: 200, height });

test("a card that is nearly in line snaps, and the line covers both", () => {
  expect(guide(box(405, 3), [box(0, 0)])).toEqual({
    x: 405,
    y: 0,
    lines: [{ axis: "y", at: 0, from: 0, to: 605 }],
  });
});

test("middles meet where heights differ", () => {
  expect(guide(box(500, 124, 60), [box(0, 100)])).toMatchObject({ y: 120, lines: [{ at: 150 }] });
});

test("the closest of several wins", () => {
  expect(guide(box(300, 6), [box(0, 0), box(0, 5)]).y).toBe(5);
});

test("nothing near, nothing shown", () => {
  expect(guide(box(300, 300), [box(0, 0)])).toEqual({ x: 300, y: 300, lines: [] });
  expect(guide(box(300, 300), [])).toEqual({ x: 300, y: 300, lines: [] });
});
