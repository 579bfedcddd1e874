import { expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { knownSize } from "./card-size";

const node = { id: "a", type: "x", config: {}, position: { x: 0, y: 0 } };
const two = [
  { id: "first", name: "First" },
  { id: "otherwise", name: "Otherwise" },
];
const branch = { branching: { fixed: two } } as NodeDescriptor;
const known = (more: object = {}) =>
  knownSize({ node, descriptor: undefined, wired: [], direction: "right", ...more });

/** As measured in a browser: a branch with two rows is 110 pixels high, its handles lie 30 apart. */
it("knows where the rows of a branch are", () => {
  const { measured, handles } = known({ descriptor: branch });
  expect(measured).toEqual({ width: 264, height: 110 });
  expect(handles.map(({ id, y }) => [id, y + 5])).toEqual([
    ["in", 22],
    ["branch:first", 60],
    ["branch:otherwise", 90],
  ]);
});

it("has the plain way out at the head's middle, or under the card from top to bottom", () => {
  const [right, down] = [known(), known({ direction: "down" })];
  expect(right.handles.at(-1)).toMatchObject({ id: "out", position: "right", x: 259, y: 17 });
  expect(down.handles.at(-1)).toMatchObject({ id: "out", position: "bottom", y: down.measured.height - 5 });
});

it("gives a failure's way a row of its own once it is wired", () => {
  const { measured, handles } = known({ wired: ["", "error"] });
  expect(measured.height - known().measured.height).toBe(30);
  expect(handles.map(({ id }) => id)).toContain("branch:error");
});
