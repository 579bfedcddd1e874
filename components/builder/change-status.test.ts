import { expect, test } from "vitest";
import type { Operation } from "@/lib/graph/operations/operation";
import { emptyDocument } from "@/lib/graph/workflow";
import { wordsFor } from "./change-status";
import { record, redo, startHistory, undo } from "./history";

const node = { id: "a", type: "http.request", config: {}, position: { x: 0, y: 0 } };
const start = startHistory({ ...emptyDocument(), nodes: [node] });
const doing = (history: typeof start, operation: Operation, name: string) =>
  record(history, { operations: [operation], name, nowMs: history.past.length * 5000 });

test("says what was done, undone and done again, and keeps quiet about typing", () => {
  const removed = doing(start, { kind: "removeNodes", nodeIds: ["a"] }, "delete HTTP request");
  const undone = undo(removed);
  expect(wordsFor(start, removed)).toBe("Done: delete HTTP request");
  expect(wordsFor(removed, undone)).toBe("Undone: delete HTTP request");
  expect(wordsFor(undone, redo(undone))).toBe("Done again: delete HTTP request");
  const typed = doing(undone, { kind: "setConfigValue", nodeId: "a", key: "url", value: "x" }, "change URL");
  expect(wordsFor(undone, typed)).toBeNull();
  expect(wordsFor(typed, typed)).toBeNull();
});
