import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/graph/operations/operation";
import { emptyDocument } from "@/lib/graph/workflow";
import { record, redo, startHistory, undo } from "./history";

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
