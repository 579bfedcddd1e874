import { expect, it } from "vitest";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { emptyDocument, type WorkflowDocument } from "@/lib/graph/workflow";
import { changeSentences, noteFrom } from "./change-sentences";

const http = {
  type: "http",
  name: "HTTP request",
  kind: "action",
  sentence: "Send to {url}",
  inputs: [{ key: "url", label: "URL", input: "url", required: true }],
  outputs: [],
} as unknown as NodeDescriptor;
const lookup = (type: string) => (type === "http" ? http : undefined);
const at = (id: string, url: string, name?: string) => ({
  id,
  type: "http",
  config: { url },
  position: { x: 0, y: 0 },
  ...(name ? { name } : {}),
});
const before: WorkflowDocument = {
  ...emptyDocument(),
  nodes: [at("a", "/price"), at("b", "/x"), at("c", "/y", "Third")],
  edges: [{ id: "a-b", source: "a", target: "b" }],
};
const after: WorkflowDocument = {
  ...before,
  nodes: [at("a", "/pricing", "Log"), at("c", "/y", "Third"), at("d", "/z", "New")],
  edges: [
    { id: "a-c", source: "a", target: "c" },
    { id: "c-d", source: "c", target: "d" },
  ],
};

it("says what was added, changed and removed, wires of such steps aside", () => {
  expect(changeSentences(before, after, lookup)).toEqual([
    { kind: "changed", subject: "Log", text: "was called HTTP request; URL: /price → /pricing" },
    { kind: "added", subject: "New", text: "Send to /z" },
    { kind: "removed", subject: "HTTP request", text: "" },
    { kind: "added", subject: "Third", text: "now follows Log" },
  ]);
  expect(changeSentences(before, before, lookup)).toEqual([]);
});

it("begins a note", () => {
  expect(noteFrom(changeSentences(before, after, lookup))).toBe("Change Log. Add New. Remove HTTP request.");
});
