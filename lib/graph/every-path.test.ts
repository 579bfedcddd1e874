import { describe, expect, test } from "vitest";
import { detourAround, stepsOnEveryPath } from "./every-path";
import { isOnEveryPath } from "./traverse";
import { emptyDocument, type WorkflowDocument } from "./workflow";

const drawn = (ways: string): WorkflowDocument => {
  const edges = ways.split(" ").map((way) => {
    const [source = "", target = ""] = way.split(">");
    return { id: way, source, target };
  });
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))];
  const position = { x: 0, y: 0 };
  return { ...emptyDocument(), edges, nodes: ids.map((id) => ({ id, type: "x.y", config: {}, position })) };
};
const diamond = drawn("a>b b>c b>d c>e d>e e>f");

describe("steps on every path", () => {
  test("are those that no way leads around", () => {
    expect([...stepsOnEveryPath(diamond, { start: "a", id: "f" })]).toEqual(["a", "b", "e", "f"]);
    expect([...stepsOnEveryPath(diamond, { start: "a", id: "c" })]).toEqual(["a", "b", "c"]);
  });
  test("are none where nothing leads there, and circles end", () => {
    expect(stepsOnEveryPath(diamond, { start: "f", id: "a" }).size).toBe(0);
    const circle = drawn("a>b b>c c>b c>d a>d");
    expect([...stepsOnEveryPath(circle, { start: "a", id: "d" })]).toEqual(["a", "d"]);
  });
  test("are the same as asked for one by one, on random graphs", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const ways = Array.from({ length: 14 }, () => `n${random(9)}>n${random(9)}`);
      const document = drawn(["n0>n1", ...new Set(ways)].join(" "));
      const ends = { start: "n0", id: document.nodes[random(document.nodes.length)]?.id ?? "n0" };
      const found = stepsOnEveryPath(document, ends);
      const leadsThere = ends.id === "n0" || found.size > 0;
      const one = document.nodes
        .map(({ id }) => id)
        .filter(
          (through) => leadsThere && (through === ends.id || isOnEveryPath(document, { ...ends, through })),
        );
      expect([...found].sort(), JSON.stringify({ ways, ends })).toEqual(one.sort());
    }
  });
});

test("a detour is the edge where a run leaves the ways through a step", () => {
  expect(detourAround(diamond, { start: "a", id: "f", through: "c" })?.id).toBe("b>d");
  expect(detourAround(diamond, { start: "a", id: "f", through: "b" })).toBeNull();
  // The step before leads on to both.
  const skipping = drawn("a>b b>c c>d a>d");
  expect(detourAround(skipping, { start: "a", id: "d", through: "c" })?.id).toBe("a>d");
});
