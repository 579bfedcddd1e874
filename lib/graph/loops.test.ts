import { expect, test } from "vitest";
import { bodyOf, isLoop, loopOf, loopsAround } from "./loops";
import type { WorkflowDocument } from "./workflow";

/** "a>b" plain, "a.each>b" by a way out. */
function document(...edges: string[]): WorkflowDocument {
  const read = edges.map((text, index) => {
    const [from = "", target = ""] = text.split(">");
    const [source = "", branch] = from.split(".");
    return { id: `e${index}`, source, target, ...(branch === undefined ? {} : { branch }) };
  });
  const ids = new Set(read.flatMap(({ source, target }) => [source, target]));
  const nodes = [...ids].map((id) => ({ id, type: "x.y", config: {}, position: { x: 0, y: 0 } }));
  return { formatVersion: 1, nodes, edges: read };
}

const nested = document(
  "t>outer",
  "outer.each>a",
  "a>inner",
  "inner.each>b",
  "b>c",
  "inner.done>d",
  "outer.done>e",
  "outer.error>f",
);

test("a step is in the loop whose way for each item leads to it, the innermost one", () => {
  const loops = Object.fromEntries(nested.nodes.map(({ id }) => [id, loopOf(nested, id)]));
  expect(loops).toEqual({
    t: null,
    outer: null,
    a: "outer",
    inner: "outer",
    b: "inner",
    c: "inner",
    d: "outer",
    e: null,
    f: null,
  });
  expect(loopsAround(nested, "c")).toEqual(["inner", "outer"]);
  expect(bodyOf(nested, "outer")).toEqual(["a", "inner", "b", "c", "d"]);
  expect(bodyOf(nested, "inner")).toEqual(["b", "c"]);
  expect([isLoop(nested, "inner"), isLoop(nested, "a")]).toEqual([true, false]);
});

test("what is reached without the loop, too, is outside of it", () => {
  const left = document("t>each", "each.each>a", "a>after", "each.done>after");
  expect(loopOf(left, "after")).toBeNull();
  const entered = document("t>each", "t>a", "each.each>a", "a>b");
  expect([loopOf(entered, "a"), loopOf(entered, "b")]).toEqual([null, null]);
});

test("a loop that nothing leads to has its body already; a circle is in none", () => {
  expect(loopOf(document("each.each>a"), "a")).toBe("each");
  expect(loopOf(document("a>b", "b>a", "a.each>c"), "c")).toBeNull();
});
