import { describe, expect, test } from "vitest";
import { type ConditionGroup, isGroup } from "@/lib/conditions/condition";
import { type Entry, moveEntry, type Place, placeBeyond, putAt } from "./condition-tree";

const row = (field: string): Entry => ({ field, type: "text", operator: "exists" });
const tree: ConditionGroup = {
  match: "all",
  conditions: [row("a"), { match: "any", conditions: [row("b"), row("c")] }, row("d")],
};
const shown = (group: ConditionGroup): string =>
  group.conditions.map((entry) => (isGroup(entry) ? `(${shown(entry)})` : entry.field)).join("");

test.each<[Place, Place, string | null, Place | null]>([
  [[0], [3], "(bc)da", [2]],
  [[2], [0], "da(bc)", [0]],
  [[0], [1, 0], "(abc)d", [0, 0]],
  [[0], [1, 2], "(bca)d", [0, 2]],
  [[2], [1, 1], "a(bdc)", [1, 1]],
  [[1, 0], [0], "ba(c)d", [0]],
  [[1, 1], [1, 0], "a(cb)d", [1, 0]],
  [[1, 0], [3], "a(c)db", [3]],
  [[1], [3], "ad(bc)", [2]],
  [[1], [0], "(bc)ad", [0]],
  [[1], [1, 1], null, null],
  [[7], [0], null, null],
])("%j moved before %j", (from, to, expected, place) => {
  const moved = moveEntry(tree, from, to);
  expect(moved === null ? null : shown(moved.group)).toBe(expected);
  expect(moved?.place ?? null).toEqual(place);
});

test("a group that loses its last condition goes", () => {
  const once = moveEntry(tree, [1, 0], [0]);
  const twice = once && moveEntry(once.group, [2, 0], [4]);
  expect(twice && [...shown(twice.group)].join(" ")).toBe("b a d c");
});

describe("arrow keys", () => {
  const walk = (start: ConditionGroup, from: Place, direction: "up" | "down") => {
    const seen: string[] = [];
    let [group, place]: [ConditionGroup, Place] = [start, from];
    for (
      let to = placeBeyond(group, place, direction);
      to !== null;
      to = placeBeyond(group, place, direction)
    ) {
      const moved = moveEntry(group, place, to);
      if (moved === null) break;
      ({ group, place } = moved);
      seen.push(shown(group));
    }
    return seen;
  };
  test("lead a condition through every place down to the end, and back up", () => {
    expect(walk(tree, [0], "down")).toEqual(["(abc)d", "(bac)d", "(bca)d", "(bc)ad", "(bc)da"]);
    expect(walk(tree, [2], "up")).toEqual(["a(bcd)", "a(bdc)", "a(dbc)", "ad(bc)", "da(bc)"]);
  });
  test("lead a group past conditions and groups", () => {
    expect(walk(tree, [1], "up")).toEqual(["(bc)ad"]);
    expect(walk(tree, [1], "down")).toEqual(["ad(bc)"]);
  });
});

test("entries are replaced and removed in place", () => {
  expect(shown(putAt(tree, [1, 1], row("x")))).toBe("a(bx)d");
  expect(shown(putAt(tree, [1], null))).toBe("ad");
});
