import { describe, expect, it } from "vitest";
import { wireShape } from "./wire-path";

describe("wireShape", () => {
  it("puts the plus in the middle of a straight wire", () => {
    const ends = { sourceX: 264, sourceY: 22, targetX: 360, targetY: 22 };
    expect(wireShape(ends, false).plus).toEqual({ x: 312, y: 22 });
  });

  it("puts it on the vertical part of a bent wire", () => {
    const ends = { sourceX: 0, sourceY: 0, targetX: 96, targetY: 200 };
    expect(wireShape(ends, false)).toEqual({ turnX: 48, plus: { x: 48, y: 100 } });
  });

  it("puts it past the turn where several wires share a handle, so that it belongs to one", () => {
    const up = wireShape({ sourceX: 0, sourceY: 0, targetX: 96, targetY: 0 }, true);
    const down = wireShape({ sourceX: 0, sourceY: 0, targetX: 96, targetY: 200 }, true);
    expect(up.turnX).toBe(down.turnX);
    expect([up.plus, down.plus]).toEqual([
      { x: 72, y: 0 },
      { x: 72, y: 200 },
    ]);
  });

  it("leaves a wire that goes back to the router", () => {
    expect(wireShape({ sourceX: 300, sourceY: 0, targetX: 0, targetY: 90 }, false).turnX).toBeUndefined();
  });
});
