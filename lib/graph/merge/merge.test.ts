import { describe, expect, test } from "vitest";
import { applyOperation } from "../operations/apply";
import { newEdge } from "../operations/node-operations";
import type { Operation } from "../operations/operation";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "../workflow";
import { mergeDocuments } from "./merge";

const node = (id: string, config: WorkflowNode["config"] = {}): WorkflowNode => ({
  id,
  type: "http.request",
  config,
  position: { x: 0, y: 0 },
});
const base: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [node("a"), node("b", { url: "u", method: "GET" }), node("c"), node("d")],
  edges: [
    newEdge({ source: "a", target: "b" }),
    newEdge({ source: "b", target: "c" }),
    newEdge({ source: "c", target: "d" }),
  ],
  notes: [{ id: "n", text: "why", position: { x: 0, y: 0 }, size: { width: 200, height: 100 } }],
};
const after = (...operations: Operation[]) =>
  operations.reduce((document, operation) => applyOperation(document, operation).document, base);
const set = (nodeId: string, key: string, value: string): Operation => ({
  kind: "setConfigValue",
  nodeId,
  key,
  value,
});
const insert = (id: string, edgeId: string): Operation => ({ kind: "insertOnEdge", edgeId, node: node(id) });
const merge = (mine: Operation[], theirs: Operation[], choices = {}) =>
  mergeDocuments({ base, mine: after(...mine), theirs: after(...theirs) }, choices);
const ways = ({ edges }: WorkflowDocument) => edges.map(({ source, target }) => `${source}>${target}`).sort();
const configOf = ({ nodes }: WorkflowDocument, id: string) => nodes.find((entry) => entry.id === id)?.config;

describe("without asking", () => {
  test("different fields of one step come together", () => {
    const { document, conflicts } = merge([set("b", "url", "mine")], [set("b", "method", "PUT")]);
    expect(conflicts).toEqual([]);
    expect(configOf(document, "b")).toEqual({ url: "mine", method: "PUT" });
  });

  test("the same change on both sides is one", () => {
    expect(merge([set("b", "url", "x")], [set("b", "url", "x")])).toMatchObject({ conflicts: [] });
  });

  test("a step that only moved goes when the other side removes it, and mine is where I put it", () => {
    const move = (x: number): Operation => ({ kind: "moveNodes", positions: { b: { x, y: 0 } } });
    expect(merge([move(16)], [{ kind: "removeNodes", nodeIds: ["b"] }]).conflicts).toEqual([]);
    const moved = merge([move(16)], [move(32)]);
    expect(moved.conflicts).toEqual([]);
    expect(moved.document.nodes[1]?.position).toEqual({ x: 16, y: 0 });
  });

  test("two steps put into one wire follow each other, theirs first", () => {
    const { document, conflicts } = merge([insert("x", "a-b")], [insert("y", "a-b")]);
    expect(conflicts).toEqual([]);
    expect(ways(document)).toEqual(["a>y", "b>c", "c>d", "x>b", "y>x"]);
    // They were put in the same place: mine has made room.
    const [y, x] = document.nodes.slice(-2);
    expect([y?.id, x?.id]).toEqual(["y", "x"]);
    expect(x?.position.y).toBeGreaterThan(y?.position.y ?? 0);
  });

  test("a wire heals around a removed step, whatever the other side put beside it", () => {
    const gone: Operation = { kind: "removeNodes", nodeIds: ["b"] };
    expect(ways(merge([gone], [insert("y", "b-c")]).document)).toEqual(["a>y", "c>d", "y>c"]);
    expect(ways(merge([insert("x", "b-c")], [gone]).document)).toEqual(["a>x", "c>d", "x>c"]);
    const next: Operation = { kind: "removeNodes", nodeIds: ["c"] };
    expect(ways(merge([gone], [next]).document)).toEqual(["a>d"]);
  });

  test("settings, notes and direction", () => {
    const { document, conflicts } = merge(
      [{ kind: "setSettings", settings: { maxRuns: 3 } }],
      [
        { kind: "changeNote", noteId: "n", change: { text: "because" } },
        { kind: "setDirection", direction: "down" },
      ],
    );
    expect(conflicts).toEqual([]);
    expect(document).toMatchObject({
      settings: { maxRuns: 3 },
      direction: "down",
      notes: [{ text: "because" }],
    });
  });
});

describe("asks", () => {
  test("who is right about one field, and keeps the rest of both", () => {
    const mine = [set("b", "url", "mine"), set("c", "url", "c")];
    const theirs = [set("b", "url", "theirs")];
    const { document, conflicts } = merge(mine, theirs);
    expect(conflicts).toEqual([
      {
        id: '["node","b","config","url"]',
        subject: "node",
        elementId: "b",
        path: ["config", "url"],
        base: "u",
        mine: "mine",
        theirs: "theirs",
      },
    ]);
    expect(configOf(document, "c")).toEqual({ url: "c" });
    const chosen = merge(mine, theirs, { '["node","b","config","url"]': "mine" });
    expect(chosen.conflicts).toEqual([]);
    expect(configOf(chosen.document, "b")?.url).toBe("mine");
  });

  test("about a step that one side removed and the other changed; kept, it is wired as it was", () => {
    const gone: Operation = { kind: "removeNodes", nodeIds: ["b"] };
    const { conflicts } = merge([gone], [set("b", "url", "theirs")]);
    expect(conflicts).toMatchObject([{ subject: "node", elementId: "b", path: [], mine: undefined }]);
    const id = conflicts[0]?.id ?? "";
    expect(ways(merge([gone], [set("b", "url", "t")], { [id]: "theirs" }).document)).toEqual(ways(base));
    expect(ways(merge([gone], [set("b", "url", "t")], { [id]: "mine" }).document)).toEqual(["a>c", "c>d"]);
    expect(ways(merge([set("b", "url", "m")], [gone], { [id]: "mine" }).document)).toEqual(ways(base));
  });

  test("about a way that leads elsewhere on both sides", () => {
    const turn = (target: string): Operation[] => [
      { kind: "removeEdges", edgeIds: ["a-b"] },
      { kind: "addEdge", edge: newEdge({ source: "a", target }) },
    ];
    const { conflicts } = merge(turn("c"), turn("d"));
    expect(conflicts).toMatchObject([{ subject: "way", elementId: "a", mine: ["c"], theirs: ["d"] }]);
    const chosen = merge(turn("c"), turn("d"), { [conflicts[0]?.id ?? ""]: "mine" });
    expect(ways(chosen.document)).toEqual(["a>c", "b>c", "c>d"]);
  });

  test("about wires that would close a circle together", () => {
    const loose: WorkflowDocument = { ...base, edges: [] };
    const wire = (source: string, target: string): WorkflowDocument => ({
      ...loose,
      edges: [newEdge({ source, target })],
    });
    const three = { base: loose, mine: wire("a", "b"), theirs: wire("b", "a") };
    const { document, conflicts } = mergeDocuments(three);
    expect(ways(document)).toEqual(["b>a"]);
    expect(conflicts).toHaveLength(1);
    expect(ways(mergeDocuments(three, { [conflicts[0]?.id ?? ""]: "mine" }).document)).toEqual(["a>b"]);
  });
});
