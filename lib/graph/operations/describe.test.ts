import { expect, test } from "vitest";
import type { NodeDescriptor } from "../descriptor";
import { emptyDocument, type WorkflowDocument, type WorkflowNode } from "../workflow";
import { describeOperations } from "./describe";
import type { Operation } from "./operation";

const lookup = () =>
  ({ name: "HTTP request", inputs: [{ key: "url", label: "URL" }] }) as unknown as NodeDescriptor;
const node = (id: string, name?: string): WorkflowNode => ({
  id,
  type: "http.request",
  ...(name === undefined ? {} : { name }),
  config: {},
  position: { x: 0, y: 0 },
});
const note = { id: "note", text: "", position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [node("a"), node("b", "Tell sales")],
  notes: [note],
};
const say = (...operations: Operation[]) => describeOperations(operations, { document, lookup });
const at = { x: 1, y: 1 };

test.each<[string, Operation[]]>([
  ["add HTTP request", [{ kind: "addNode", node: node("c") }]],
  [
    "add HTTP request",
    [
      { kind: "moveNodes", positions: { b: at } },
      { kind: "addNode", node: node("c") },
    ],
  ],
  ["delete Tell sales", [{ kind: "removeNodes", nodeIds: ["b"] }]],
  ["delete 2 steps", [{ kind: "removeNodes", nodeIds: ["a", "b"] }]],
  ["move Tell sales", [{ kind: "moveNodes", positions: { b: at } }]],
  ["move a note", [{ kind: "moveNodes", positions: { note: at } }]],
  ["move 2 steps", [{ kind: "moveNodes", positions: { b: at, note: at } }]],
  ["connect HTTP request to Tell sales", [{ kind: "addEdge", edge: { id: "x", source: "a", target: "b" } }]],
  ["change URL of Tell sales", [{ kind: "setConfigValue", nodeId: "b", key: "url", value: "x" }]],
  ["change URL of HTTP request", [{ kind: "setConfig", nodeId: "a", config: { url: "x" } }]],
  ["change HTTP request", [{ kind: "setConfig", nodeId: "a", config: { url: "x", method: "PUT" } }]],
  ["disable Tell sales", [{ kind: "setDisabled", nodeId: "b", disabled: true }]],
  ["paste 1 step", [{ kind: "insertFragment", nodes: [node("c")], edges: [] }]],
  ["change a note", [{ kind: "changeNote", noteId: "note", change: { text: "x" } }]],
])("%s", (words, operations) => {
  expect(say(...operations)).toBe(words);
});
