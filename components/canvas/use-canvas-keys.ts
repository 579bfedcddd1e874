"use client";
/**
 * Keys while the focus is on the canvas: arrows follow the wires, Alt and arrows move, Enter opens, A adds, Delete removes. They go the
 * same way as the mouse, through operations, so they are saved and can be undone.
 */
import { useStoreApi } from "@xyflow/react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import type { Operation } from "@/lib/graph/operations/operation";
import { edgesFrom, edgesInto, nodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";
import type { NodeCommand, WorkflowCanvasProps } from "./canvas-props";
import { GRID } from "./tidy-layout";
import { focusNode } from "./use-canvas-handle";
import type { FlowElements } from "./use-flow-elements";

const STEPS: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const COMMANDS: Record<string, NodeCommand> = { Enter: "open", " ": "open", a: "addAfter", F2: "rename" };

interface Focused {
  props: WorkflowCanvasProps;
  node: WorkflowNode;
  root: Element | null;
}

export function useCanvasKeys(props: WorkflowCanvasProps, elements: FlowElements) {
  const store = useStoreApi();
  const latest = useRef({ props, elements });
  latest.current = { props, elements };
  return useCallback(
    (event: KeyboardEvent) => {
      const now = latest.current;
      const id = focusedElement(event.target);
      if (id === null) return;
      if (event.key === "Delete" || event.key === "Backspace") {
        event.preventDefault();
        removeSelected(now.props, now.elements, id);
        return;
      }
      const node = nodeOf(now.props.document, id);
      if (node && onNodeKey(event, { props: now.props, node, root: store.getState().domNode }))
        event.preventDefault();
    },
    [store],
  );
}

/** Node or edge id when the key went to the element itself, not to a button inside it. */
function focusedElement(target: EventTarget): string | null {
  const element = target as Element;
  return element.matches(".react-flow__node, .react-flow__edge") ? element.getAttribute("data-id") : null;
}

function removeSelected(props: WorkflowCanvasProps, elements: FlowElements, focusedId: string): void {
  if (props.mode === "view") return;
  const { selected, selectedEdges } = elements;
  const nodeIds = selected.size > 0 || selectedEdges.size > 0 ? [...selected] : [focusedId];
  const edgeIds = selectedEdges.size > 0 ? [...selectedEdges] : [focusedId];
  const operations: Operation[] = [
    { kind: "removeNodes", nodeIds: nodeIds.filter((id) => nodeOf(props.document, id)) },
    { kind: "removeEdges", edgeIds: edgeIds.filter((id) => props.document.edges.some((e) => e.id === id)) },
  ];
  for (const operation of operations) if (!isEmpty(operation)) props.onOperation?.(operation);
}

const isEmpty = (operation: Operation): boolean =>
  (operation.kind === "removeNodes" && operation.nodeIds.length === 0) ||
  (operation.kind === "removeEdges" && operation.edgeIds.length === 0);

function onNodeKey(event: KeyboardEvent, focused: Focused): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const step = STEPS[event.key];
  if (step) return event.altKey ? move(focused, step) : follow(focused, event.key);
  const command = COMMANDS[event.key];
  if (command === undefined) return false;
  if (command === "open") focused.props.onSelectionChange?.([focused.node.id]);
  focused.props.onNodeCommand?.(focused.node.id, command);
  return true;
}

function move({ props, node }: Focused, step: { x: number; y: number }): boolean {
  if (props.mode === "view") return false;
  const { x, y } = node.position;
  const position = { x: x + step.x * GRID, y: y + step.y * GRID };
  props.onOperation?.({ kind: "moveNodes", positions: { [node.id]: position } }, { nudge: true });
  return true;
}

function follow({ props, node, root }: Focused, key: string): boolean {
  const next = neighbor(props.document, node, key);
  if (next === undefined) return false;
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
  document.nodes.filter(({ id }) => ids.includes(id)).sort((a, b) => a.position.y - b.position.y);
