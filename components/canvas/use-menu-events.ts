"use client";
/** The right button, the menu key and Shift+F10: what the menu is for, and where to open it. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, useCallback, useRef } from "react";
import type { MenuTarget, ScreenPoint, WorkflowCanvasProps } from "./canvas-props";
import { onGrid } from "./grid";

export function useMenuEvents(props: WorkflowCanvasProps) {
  const flow = useReactFlow();
  const latest = useRef(props);
  latest.current = props;
  const onContextMenu = useCallback(
    (event: ReactMouseEvent) => {
      const { mode, onMenu, document } = latest.current;
      const target = event.target as Element;
      // Text that is being written keeps the browser's own menu.
      if (mode === "view" || !onMenu || target.closest("textarea, input")) return;
      const at = pointOf(event);
      const found = targetOf(target, new Set(document.notes?.map(({ id }) => id)));
      const position = flow.screenToFlowPosition(at);
      const free: MenuTarget = { kind: "canvas", position: { x: onGrid(position.x), y: onGrid(position.y) } };
      if (found === null && !target.closest(".react-flow__pane, .react-flow__nodesselection")) return;
      event.preventDefault();
      onMenu(found ?? free, at);
    },
    [flow],
  );
  return { onContextMenu };
}

/** The keyboard's event comes without a place: then it is the middle of what has the focus. */
function pointOf(event: ReactMouseEvent): ScreenPoint {
  if (event.clientX !== 0 || event.clientY !== 0) return { x: event.clientX, y: event.clientY };
  const { left, top, width, height } = (event.target as Element).getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

function targetOf(target: Element, notes: ReadonlySet<string>): MenuTarget | null {
  const node = target.closest(".react-flow__node")?.getAttribute("data-id");
  if (node) return notes.has(node) ? { kind: "note", noteId: node } : { kind: "node", nodeId: node };
  const plus = target.closest("[data-edge-id]")?.getAttribute("data-edge-id");
  const edge = plus ?? target.closest(".react-flow__edge")?.getAttribute("data-id");
  return edge ? { kind: "edge", edgeId: edge } : null;
}
