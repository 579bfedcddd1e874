import { expect, it } from "vitest";
import { around, between, OVERVIEW, project, projectionOf, viewBox } from "./overview-shape";

const steps = { x: -100, y: 50, width: 4000, height: 900 };

it("shows all of a box, in the middle, and whatever is in it where it is", () => {
  const shown = project(steps, projectionOf(steps));
  expect(shown.width).toBeCloseTo(OVERVIEW.width - 10);
  expect(shown.x + shown.width / 2).toBeCloseTo(OVERVIEW.width / 2);
  expect(shown.y + shown.height / 2).toBeCloseTo(OVERVIEW.height / 2);
});

it("moves a drawn picture to where a wider one has it", () => {
  const view = viewBox([600, 300, 0.5], { width: 1400, height: 800 });
  expect(view).toEqual({ x: -1200, y: -600, width: 2800, height: 1600 });
  const [drawn, wanted] = [projectionOf(steps), projectionOf(around([steps, view]))];
  const moved = project(project(steps, drawn), between(drawn, wanted));
  const direct = project(steps, wanted);
  expect(moved.x).toBeCloseTo(direct.x);
  expect(moved.y).toBeCloseTo(direct.y);
  expect(moved.width).toBeCloseTo(direct.width);
});
