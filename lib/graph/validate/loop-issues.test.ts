/** Bodies that do not end within their loop, are empty or too deep; and wires that would make them so. */
import { describe, expect, test } from "vitest";
import { nodeDescriptor } from "../../catalogue/descriptors";
import { loopedDraft, plainLoop } from "../looped-draft.test-support";
import { applyOperation } from "../operations/apply";
import { newEdge } from "../operations/node-operations";
import { validateDocument } from "../validate";
import { wireFault } from "../wire-fault";
import type { WorkflowDocument } from "../workflow";

const found = (document: WorkflowDocument, code: string) =>
  validateDocument(document, nodeDescriptor).filter((issue) => issue.code === code);
const LOOP_CODES = ["leaves_loop", "empty_loop", "loops_too_deep"];
const ofLoops = (document: WorkflowDocument) => LOOP_CODES.flatMap((code) => found(document, code));

test("a loop as it should be, and one in it, are not complained about", () => {
  expect(ofLoops(plainLoop())).toEqual([]);
  expect(
    ofLoops(
      loopedDraft([
        "t>each",
        "each.each>a",
        "a>inner",
        "inner.each>b",
        "inner.done>c",
        "each.done>d",
        "each.error>e",
      ]),
    ),
  ).toEqual([]);
});

test("an edge that leaves the loop is named, with the one that it meets", () => {
  const [issue, ...others] = found(
    loopedDraft(["t>each", "each.each>send", "send>after", "each.done>after"]),
    "leaves_loop",
  );
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ severity: "error", nodeId: "send" });
  expect(issue?.message).toBe(
    'The edge from "send" to "after" leaves the loop of "each", which "each" leads to as well: what is done for each item ends within the loop.',
  );
  expect(issue?.hint).toContain('Remove one of the two edges to "after"');
});

test("so is one that comes in from outside", () => {
  const [issue] = found(loopedDraft(["t>each", "t>send", "each.each>send"]), "leaves_loop");
  expect(issue?.message).toContain('from "each" to "send"');
  expect(issue?.message).toContain('"t" leads to as well');
});

test("and one between two loops, or out of the inner one", () => {
  expect(
    found(loopedDraft(["t>each", "t>inner", "each.each>a", "inner.each>a"]), "leaves_loop"),
  ).toHaveLength(1);
  const out = loopedDraft(["t>each", "each.each>inner", "inner.each>a", "a>b", "inner.done>b"]);
  expect(found(out, "leaves_loop").map(({ nodeId }) => nodeId)).toEqual(["a"]);
});

test("a loop without a step is found, unless it is disabled", () => {
  const empty = loopedDraft(["t>each", "each.done>after"]);
  expect(found(empty, "empty_loop")).toMatchObject([{ severity: "error", nodeId: "each" }]);
  const disabled = {
    ...empty,
    nodes: empty.nodes.map((node) => (node.id === "each" ? { ...node, disabled: true } : node)),
  };
  expect(found(disabled, "empty_loop")).toEqual([]);
});

test("a third loop in a loop in a loop is found", () => {
  const deep = loopedDraft(["t>each", "each.each>inner", "inner.each>deep", "deep.each>send"]);
  deep.nodes = deep.nodes.map((node) => (node.id === "deep" ? { ...node, type: "flow.for-each" } : node));
  const [issue] = found(deep, "loops_too_deep");
  expect(issue).toMatchObject({ nodeId: "deep" });
  expect(issue?.message).toContain('"deep" is a loop in "inner" in "each"');
});

describe("a wire", () => {
  const document = loopedDraft(["t>each", "t>aside", "each.each>send", "send>note", "each.done>after"]);
  test.each([
    ["note", "after", undefined, "is in the loop “each” and ends there"],
    ["send", "aside", undefined, "Connect “When done”"],
    ["aside", "note", undefined, "“note” is in the loop “each”"],
    ["each", "note", "done", "“note” is in the loop “each”"],
    ["each", "after", "each", "also reached from outside"],
    ["note", "each", undefined, "in a circle"],
    ["note", "t", undefined, "is the trigger"],
  ])("from %s to %s (%s) is refused with a reason, and not drawn", (source, target, branch, words) => {
    const edge = newEdge({ source, target, ...(branch === undefined ? {} : { branch }) });
    expect(wireFault(document, edge, nodeDescriptor)).toContain(words);
    expect(applyOperation(document, { kind: "addEdge", edge }).document.edges).toHaveLength(
      document.edges.length,
    );
  });
  test.each([
    ["each", "note", "each"],
    ["aside", "after", undefined],
    ["each", "after", "error"],
  ])("from %s to %s (%s) is drawn", (source, target, branch) => {
    const edge = newEdge({ source, target, ...(branch === undefined ? {} : { branch }) });
    expect(wireFault(document, edge, nodeDescriptor)).toBeNull();
    const after = applyOperation(document, { kind: "addEdge", edge }).document;
    expect(after.edges).toContainEqual(edge);
    expect(ofLoops(after)).toEqual([]);
  });
});
