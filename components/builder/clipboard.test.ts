import { expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { applyOperation } from "@/lib/graph/operations/apply";
import { newEdge } from "@/lib/graph/operations/node-operations";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { copySteps, pasteSteps } from "./clipboard";

const lookup = (type: string) => ({ kind: type === "click" ? "trigger" : "action" }) as NodeDescriptor;
const at = (id: string, type: string, config = {}) => ({ id, type, config, position: { x: 0, y: 0 } });
const document: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [at("t", "click"), at("a", "http"), at("b", "http", { url: "{{ steps.a.x }}/{{ trigger.y }}" })],
  edges: [
    { id: "t-a", source: "t", target: "a" },
    { id: "a-b", source: "a", target: "b", branch: "yes" },
  ],
};
const paste = (into: WorkflowDocument, text: string) =>
  pasteSteps({ document: into, lookup, text, place: { corner: { x: 500, y: 500 } } });

it("pastes copies that refer to copies, and leaves the second trigger out", () => {
  const pasted = paste(document, copySteps(document, ["t", "a", "b"]) ?? "");
  const after = applyOperation(document, pasted?.operation ?? { kind: "removeNodes", nodeIds: [] }).document;
  const [a, b] = after.nodes.slice(3);
  expect(after.nodes).toHaveLength(5);
  expect(b?.config.url).toBe(`{{ steps.${a?.id}.x }}/{{ trigger.y }}`);
  expect(after.edges.at(-1)).toMatchObject({ source: a?.id, target: b?.id, branch: "yes" });
  expect(pasted?.ids).toEqual([a?.id, b?.id]);
});

it("takes an exported file, trigger included, into an empty workflow", () => {
  const file = JSON.stringify({ hookline: 1, name: "x", document });
  expect(paste(emptyDocument(), file)?.ids).toHaveLength(3);
});

it("leaves other text alone", () => {
  expect(paste(document, "hello")).toBeNull();
  expect(paste(document, "{ not json")).toBeNull();
  expect(copySteps(document, [])).toBeNull();
});

it("takes notes along, alone too", () => {
  const note = { id: "n", text: "Agreed", position: { x: 0, y: 0 }, size: { width: 200, height: 96 } };
  const text = copySteps({ ...document, notes: [note] }, ["n"]) ?? "";
  const pasted = paste(document, text);
  const after = applyOperation(document, pasted?.operation ?? { kind: "removeNodes", nodeIds: [] }).document;
  expect(after.notes).toEqual([{ ...note, id: pasted?.ids[0], position: { x: 496, y: 496 } }]);
  expect(after.nodes).toEqual(document.nodes);
});

it("takes a loop along with its body", () => {
  const looped: WorkflowDocument = {
    ...document,
    edges: [newEdge({ source: "t", target: "a" }), newEdge({ source: "a", target: "b", branch: "each" })],
  };
  const pasted = paste(looped, copySteps(looped, ["a"]) ?? "");
  expect(pasted?.ids).toHaveLength(2);
  expect(pasted?.operation).toMatchObject({ edges: [{ branch: "each" }] });
});

it("puts several steps around the middle, cards and notes with their size", () => {
  const note = { id: "n", text: "", position: { x: 400, y: 300 }, size: { width: 200, height: 100 } };
  const text = copySteps({ ...document, notes: [note] }, ["a", "n"]) ?? "";
  const place = { middle: { x: 1_000, y: 1_000 } };
  const pasted = pasteSteps({ document, lookup, text, place });
  // 600 wide and 400 high in all.
  expect(pasted?.operation).toMatchObject({
    nodes: [{ position: { x: 704, y: 800 } }],
    notes: [{ position: { x: 1_104, y: 1_100 } }],
  });
});
