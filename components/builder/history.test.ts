import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/graph/operations/operation";
import { emptyDocument } from "@/lib/graph/workflow";
import { record, redo, startHistory, undo } from "./history";

const node = { id: "a", type: "http.request", config: {}, position: { x: 0, y: 0 } };
const start = startHistory({ ...emptyDocument(), nodes: [node] });
const type = (url: string): Operation => ({ kind: "setConfigValue", nodeId: "a", key: "url", value: url });
const urlOf = (history: typeof start) => history.document.nodes[0]?.config.url;

describe("history", () => {
  it("takes typing without a pause back in one step, and forth again", () => {
    const typed = record(record(record(start, [type("h")], 0), [type("ht")], 300), [type("htt")], 900);
    expect(typed.past).toHaveLength(1);
    const undone = undo(typed);
    expect(undone.document).toEqual(start.document);
    expect(urlOf(redo(undone))).toBe("htt");
    expect(undo(redo(undone)).document).toEqual(start.document);
  });

  it("keeps entries apart after a pause, for another field and after undo", () => {
    const paused = record(record(start, [type("h")], 0), [type("ht")], 1500);
    expect(urlOf(undo(paused))).toBe("h");
    const other: Operation = { kind: "setConfigValue", nodeId: "a", key: "method", value: "PUT" };
    expect(record(record(start, [type("h")], 0), [other], 10).past).toHaveLength(2);
    const again = record(undo(redo(undo(record(start, [type("h")], 0)))), [type("x")], 20);
    expect(again.past).toHaveLength(1);
  });

  it("makes several operations one entry and forgets the future", () => {
    const move: Operation = { kind: "moveNodes", positions: { a: { x: 16, y: 0 } } };
    const both = record(undo(record(start, [type("old")], 0)), [move, type("new")], 10);
    expect(both.future).toEqual([]);
    expect(undo(both).document).toEqual(start.document);
  });

  it("takes the workflow's settings back and forth", () => {
    const limited = record(start, [{ kind: "setSettings", settings: { maxRuns: 5 } }], 0);
    expect(limited.document.settings).toEqual({ maxRuns: 5 });
    expect(undo(limited).document).toEqual(start.document);
    expect(redo(undo(limited)).document.settings).toEqual({ maxRuns: 5 });
  });

  it("does not remember what changed nothing", () => {
    expect(record(start, [{ kind: "removeNodes", nodeIds: ["gone"] }], 0)).toBe(start);
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
  });
});
