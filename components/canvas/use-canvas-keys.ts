"use client";
/**
 * Keys of a focused card: arrows follow the wires, Alt and arrows move, Enter opens. They go the same way as the mouse, through
 * operations, so they are saved and can be undone. Other keys are the page's.
 */
import { useStoreApi } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import type { Position } from "@/lib/graph/operations/operation";
import { edgesFrom, edgesInto, nodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import type { CanvasHandle, WorkflowCanvasProps } from "./canvas-props";
import { elementIdOf, focusNode } from "./focus-node";
import { GRID } from "./grid";

const STEPS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface Focused {
  props: WorkflowCanvasProps;
  node: WorkflowNode;
  root: Element | null;
  canvas: CanvasHandle;
}

export function useCanvasKeys(props: WorkflowCanvasProps, canvas: CanvasHandle) {
  const store = useStoreApi();
  const latest = useRef(props);
  latest.current = props;
  return useCallback(
    (event: KeyboardEvent) => {
      const id = elementIdOf(event.target);
      if (id === null || event.ctrlKey || event.metaKey) return;
      const step = STEPS[event.key];
      if (step && event.altKey) return act(event, move(latest.current, id, step));
      const node = nodeOf(latest.current.document, id);
      const root = store.getState().domNode;
      if (node) act(event, onNodeKey(event.key, { props: latest.current, node, root, canvas }));
    },
    [store, canvas],
  );
}

function act(event: KeyboardEvent, done: boolean): void {
  if (done) event.preventDefault();
}

function onNodeKey(key: string, focused: Focused): boolean {
  if (STEPS[key]) return follow(focused, key);
  if (key !== "Enter" && key !== " ") return false;
  focused.props.onSelectionChange?.([focused.node.id]);
  focused.props.onNodeCommand?.(focused.node.id, "open");
  return true;
}

/** The focused one, and everything selected with it. */
function move(props: WorkflowCanvasProps, focusedId: string, step: Position): boolean {
  if (props.mode === "view") return false;
  const { selectedIds = [], document } = props;
  const moved = new Set(selectedIds.includes(focusedId) ? selectedIds : [focusedId]);
  const positions = Object.fromEntries(
    [...document.nodes, ...(document.notes ?? [])]
      .filter(({ id }) => moved.has(id))
      .map(({ id, position }) => [id, { x: position.x + step.x * GRID, y: position.y + step.y * GRID }]),
  );
  props.onOperation?.({ kind: "moveNodes", positions }, { nudge: true });
  return true;
}

/** Where the wires go down, so does the key that follows them. */
const ON_SIDE: Record<string, string> = {
  ArrowDown: "ArrowRight",
  ArrowUp: "ArrowLeft",
  ArrowRight: "ArrowDown",
  ArrowLeft: "ArrowUp",
};

function follow({ props, node, root, canvas }: Focused, key: string): boolean {
  const isDown = props.document.direction === "down";
  const next = neighbor(props.document, node, isDown ? (ON_SIDE[key] ?? key) : key);
  if (next === undefined) return false;
  canvas.reveal(next.id);
  focusNode(next.id, root);
  return true;
}

/** Right and left along the wires; up and down among the steps that share a column's source. */
function neighbor(document: WorkflowDocument, node: WorkflowNode, key: string): WorkflowNode | undefined {
  if (key === "ArrowRight")
    return topmost(
      document,
      edgesFrom(document, node.id).map(({ target }) => target),
    )[0];
  const sources = edgesInto(document, node.id).map(({ source }) => source);
  if (key === "ArrowLeft") return topmost(document, sources)[0];
  const siblings = topmost(
    document,
    sources.flatMap((source) => edgesFrom(document, source).map(({ target }) => target)),
  );
  const at = siblings.findIndex(({ id }) => id === node.id);
  return siblings[at + (key === "ArrowUp" ? -1 : 1)];
}

const topmost = (document: WorkflowDocument, ids: readonly string[]): WorkflowNode[] =>
  document.nodes
    .filter(({ id }) => ids.includes(id))
    .sort((a, b) =>
      document.direction === "down" ? a.position.x - b.position.x : a.position.y - b.position.y,
    );
