import { expect, test } from "vitest";
import type { WorkflowNode, WorkflowNote } from "@/lib/graph/workflow";
import { notesAlong } from "./notes-along";

const card = (id: string, x: number, y = 0): WorkflowNode => ({
  id,
  type: "http.request",
  config: {},
  position: { x, y },
});
const note = (x: number, y: number): WorkflowNote => ({
  id: "n",
  text: "",
  position: { x, y },
  size: { width: 256, height: 96 },
});
const sizes = new Map<string, { width: number; height: number }>();
const nodes = [card("a", 0), card("b", 800)];

test("a note goes with the step that it stands nearest to", () => {
  const positions = { a: { x: 0, y: 0 }, b: { x: 368, y: 160 } };
  expect(notesAlong({ nodes, notes: [note(800, -128)], sizes, positions })).toEqual({ n: { x: 368, y: 32 } });
  expect(notesAlong({ nodes, notes: [note(0, -128)], sizes, positions })).toEqual({});
});

test("it stays where it is when that step is not arranged", () => {
  expect(notesAlong({ nodes, notes: [note(800, -128)], sizes, positions: { a: { x: 16, y: 0 } } })).toEqual(
    {},
  );
});

test("it keeps clear of steps that come to where it would be, and stays on what it was put on", () => {
  const three = [...nodes, card("c", 1600)];
  const positions = { b: { x: 800, y: 160 }, c: { x: 800, y: 32 } };
  const beside = notesAlong({ nodes: three, notes: [note(800, -128)], sizes, positions });
  expect(beside).toEqual({ n: { x: 800, y: 32 - 32 - 96 } });
  const around = notesAlong({ nodes, notes: [note(780, -20)], sizes, positions: { b: { x: 400, y: 0 } } });
  expect(around).toEqual({ n: { x: 384, y: -16 } });
});

test("a workflow without steps, or without notes, moves nothing", () => {
  expect(notesAlong({ nodes: [], notes: [note(0, 0)], sizes, positions: {} })).toEqual({});
  expect(notesAlong({ nodes, notes: [], sizes, positions: { a: { x: 5, y: 5 } } })).toEqual({});
});
