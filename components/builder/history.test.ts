import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/graph/operations/operation";
import { emptyDocument } from "@/lib/graph/workflow";
import { record, recordTitle, redo, startHistory, undo } from "./history";
import { mergeInto } from "./merge-into";

const node = { id: "a", type: "http.request", config: {}, position: { x: 0, y: 0 } };
const start = startHistory({ ...emptyDocument(), nodes: [node] });
const type = (url: string): Operation => ({ kind: "setConfigValue", nodeId: "a", key: "url", value: url });
const move = (x: number): Operation => ({ kind: "moveNodes", positions: { a: { x, y: 0 } } });
const urlOf = (history: typeof start) => history.document.nodes[0]?.config.url;
const doing = (history: typeof start, operations: Operation[], nowMs: number, nudge = false) =>
  record(history, { operations, nowMs, nudge, name: operations[0]?.kind ?? "" });

describe("history", () => {
  it("takes typing without a pause back in one step, and forth again", () => {
    const typed = doing(doing(doing(start, [type("h")], 0), [type("ht")], 300), [type("htt")], 900);
    expect(typed.past).toHaveLength(1);
    const undone = undo(typed);
    expect(undone.document).toEqual(start.document);
    expect(urlOf(redo(undone))).toBe("htt");
    expect(undo(redo(undone)).document).toEqual(start.document);
  });

  it("keeps entries apart after a pause, for another field and after undo", () => {
    const paused = doing(doing(start, [type("h")], 0), [type("ht")], 1500);
    expect(urlOf(undo(paused))).toBe("h");
    const other: Operation = { kind: "setConfigValue", nodeId: "a", key: "method", value: "PUT" };
    expect(doing(doing(start, [type("h")], 0), [other], 10).past).toHaveLength(2);
    const again = doing(undo(redo(undo(doing(start, [type("h")], 0)))), [type("x")], 20);
    expect(again.past).toHaveLength(1);
  });

  it("tells fields apart in a whole configuration, as forms send it", () => {
    const config = (value: object): Operation => ({ kind: "setConfig", nodeId: "a", config: { ...value } });
    const url = doing(doing(start, [config({ url: "h" })], 0), [config({ url: "ht" })], 10);
    expect(url.past).toHaveLength(1);
    expect(doing(url, [config({ url: "ht", method: "PUT" })], 20).past).toHaveLength(2);
  });

  it("makes each drag an entry, and joins nudges by key", () => {
    expect(doing(doing(start, [move(16)], 0), [move(32)], 10).past).toHaveLength(2);
    expect(doing(doing(start, [move(16)], 0, true), [move(32)], 10, true).past).toHaveLength(1);
  });

  it("joins a series over longer pauses, and nothing that came between", () => {
    const tick = (history: typeof start, url: string, nowMs: number) =>
      record(history, { operations: [type(url)], name: "tick", nowMs, series: "links a" });
    const three = tick(tick(tick(start, "1", 0), "2", 9_000), "3", 20_000);
    expect(three.past).toHaveLength(1);
    expect(undo(three).document).toEqual(start.document);
    expect(tick(three, "4", 40_000).past).toHaveLength(2);
    expect(tick(doing(three, [move(16)], 21_000), "4", 22_000).past).toHaveLength(3);
  });

  it("makes several operations one entry, keeps its name and forgets the future", () => {
    const both = doing(undo(doing(start, [type("old")], 0)), [move(16), type("new")], 10);
    expect(both.future).toEqual([]);
    expect(both.past.at(-1)?.name).toBe("moveNodes");
    expect(undo(both).future.at(-1)?.name).toBe("moveNodes");
    expect(undo(both).document).toEqual(start.document);
  });

  it("takes the workflow's settings back and forth", () => {
    const limited = doing(start, [{ kind: "setSettings", settings: { maxRuns: 5 } }], 0);
    expect(limited.document.settings).toEqual({ maxRuns: 5 });
    expect(undo(limited).document).toEqual(start.document);
    expect(redo(undo(limited)).document.settings).toEqual({ maxRuns: 5 });
  });

  it("does not remember what changed nothing", () => {
    expect(doing(start, [{ kind: "removeNodes", nodeIds: ["gone"] }], 0)).toBe(start);
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });
});

describe("the workflow's name", () => {
  const named = recordTitle(doing(startHistory(start.document, "Old"), [type("x")], 0), "New", 10);
  it("is taken back and forth like everything else", () => {
    expect(named.past.at(-1)?.name).toBe("rename workflow");
    const undone = undo(named);
    expect([undone.title, urlOf(undone)]).toEqual(["Old", "x"]);
    expect(redo(undone).title).toBe("New");
    expect(undo(redo(undone)).title).toBe("Old");
    expect(recordTitle(named, "New", 20)).toBe(named);
  });
  it("stays when somebody else gave it", () => {
    const merged = mergeInto(named, { document: named.document, title: "Theirs" });
    expect(undo(merged)).toMatchObject({ title: "Theirs", document: start.document });
  });
});

describe("beside somebody else's changes", () => {
  it("undo takes back mine and leaves theirs, in the same step too", () => {
    const mine = doing(start, [type("mine")], 0);
    const theirs = { ...node, config: { url: "mine", method: "PUT" }, name: "Theirs" };
    const merged = mergeInto(mine, { document: { ...mine.document, nodes: [theirs] }, title: "" });
    expect(undo(merged).document.nodes).toEqual([{ ...theirs, config: { method: "PUT" } }]);
    expect(redo(undo(merged)).document.nodes).toEqual([theirs]);
  });
  it("forgets what they have changed since, and keeps the rest as it was", () => {
    const mine = doing(doing(start, [move(16)], 0), [type("mine")], 10);
    const document = {
      ...mine.document,
      nodes: [{ ...node, position: { x: 16, y: 0 }, config: { url: "theirs" } }],
    };
    const merged = mergeInto(mine, { document, title: "" });
    expect(merged.past).toHaveLength(1);
    expect(urlOf(undo(merged))).toBe("theirs");
  });
  it("does not remove a step that they have built upon", () => {
    const added = { ...node, id: "b" };
    const mine = doing(start, [{ kind: "addNode", node: added, after: { source: "a" } }], 0);
    const next = { ...node, id: "c" };
    const theirs = {
      ...mine.document,
      nodes: [...mine.document.nodes, next],
      edges: [...mine.document.edges, { id: "b-c", source: "b", target: "c" }],
    };
    const merged = mergeInto(mine, { document: theirs, title: "" });
    expect(merged.past).toEqual([]);
    expect(undo(merged).document).toEqual(theirs);
  });
});
