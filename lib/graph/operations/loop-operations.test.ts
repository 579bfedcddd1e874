/** Loops under the operations: what is left when one goes, or a step of its body, and what a copy of one is. */
import { expect, test } from "vitest";
import { loopedDraft, plainLoop } from "../looped-draft.test-support";
import { bodyOf } from "../loops";
import { stepHashes } from "../step-hashes";
import { withBodies } from "../with-bodies";
import type { WorkflowDocument } from "../workflow";
import { applyOperation } from "./apply";

const wires = ({ edges }: WorkflowDocument) =>
  edges.map(({ source, target, branch }) => `${source}${branch ? `.${branch}` : ""}>${target}`).sort();
const without = (document: WorkflowDocument, ...nodeIds: string[]) =>
  applyOperation(document, { kind: "removeNodes", nodeIds }).document;

test("a loop that goes leaves its body and what follows it where it was", () => {
  expect(wires(without(plainLoop(), "each"))).toEqual(["list>after", "list>send", "send>note", "t>list"]);
});

test("with its body it leaves what follows", () => {
  expect(wires(without(plainLoop(), "each", "send", "note"))).toEqual(["list>after", "t>list"]);
  expect(wires(without(plainLoop(), "send", "each", "note"))).toEqual(["list>after", "t>list"]);
});

test("a step of the body that goes is healed within it", () => {
  expect(wires(without(plainLoop(), "send"))).toContain("each.each>note");
  expect(wires(without(plainLoop(), "note"))).toEqual([
    "each.done>after",
    "each.each>send",
    "list>each",
    "t>list",
  ]);
});

test("a loop is copied with its body, and the copy goes through its own items", () => {
  const document = plainLoop({ send: { text: "{{ steps.each.item.name }} of {{ trigger.href }}" } });
  const copied = withBodies(document, ["each"]);
  expect(copied).toEqual(["each", "send", "note"]);
  const newIds = Object.fromEntries(copied.map((id) => [id, `${id}2`]));
  const { document: after } = applyOperation(document, {
    kind: "duplicateNodes",
    newIds,
    offset: { x: 32, y: 32 },
  });
  expect(bodyOf(after, "each2")).toEqual(["send2", "note2"]);
  expect(after.nodes.find(({ id }) => id === "send2")?.config).toEqual({
    text: "{{ steps.each2.item.name }} of {{ trigger.href }}",
  });
});

test("every step of a nested body goes along", () => {
  const nested = loopedDraft(["t>each", "each.each>inner", "inner.each>send"]);
  expect(withBodies(nested, ["each", "t"])).toEqual(["each", "inner", "send", "t"]);
});

test("a change in the body is one of the loop and of what follows, not of the steps before it in the body", () => {
  const before = stepHashes(plainLoop());
  const changed = (configs: Parameters<typeof plainLoop>[0]) => {
    const after = stepHashes(plainLoop(configs));
    return [...after.whole].flatMap(([id, hash]) => (before.whole.get(id) === hash ? [] : [id])).sort();
  };
  expect(changed({ note: { text: "new" } })).toEqual(["after", "each", "note"]);
  expect(changed({ send: { text: "new" } })).toEqual(["after", "each", "note", "send"]);
  expect(changed({ after: { text: "new" } })).toEqual(["after"]);
  expect(changed({ each: { list: "{{ trigger.href }}" } })).toEqual(["after", "each", "note", "send"]);
});
