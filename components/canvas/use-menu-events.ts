"use client";
/** The right button, a long press, the menu key and Shift+F10: what the menu is for, and where to open it. */
import { useReactFlow } from "@xyflow/react";
import { type MouseEvent as ReactMouseEvent, useCallback, useRef } from "react";
import type { MenuTarget, ScreenPoint, WorkflowCanvasProps } from "./canvas-props";
import { onGrid } from "./grid";
import { useLongPress } from "./use-long-press";

/** Browsers that know a long press themselves tell of it, too. */
const TWICE_MS = 1_000;

export function useMenuEvents(props: WorkflowCanvasProps) {
  const flow = useReactFlow();
  const latest = useRef(props);
  latest.current = props;
  const pressedAtMs = useRef(Number.NEGATIVE_INFINITY);
  /** False where nothing has a menu. */
  const open = useCallback(
    (target: Element, at: ScreenPoint): boolean => {
      const { mode, onMenu, document } = latest.current;
      // Text that is being written keeps the browser's own menu.
      if (mode === "view" || !onMenu || target.closest("textarea, input")) return false;
      const found = targetOf(target, new Set(document.notes?.map(({ id }) => id)));
      const position = flow.screenToFlowPosition(at);
      const free: MenuTarget = { kind: "canvas", position: { x: onGrid(position.x), y: onGrid(position.y) } };
      if (found === null && !target.closest(".react-flow__pane, .react-flow__nodesselection")) return false;
      onMenu(found ?? free, at);
      return true;
    },
    [flow],
  );
  const longPress = useLongPress((target, at) => {
    const opened = open(target, at);
    if (opened) pressedAtMs.current = performance.now();
    return opened;
  });
  const onContextMenu = useCallback(
    (event: ReactMouseEvent) => {
      const isTwice = performance.now() - pressedAtMs.current < TWICE_MS;
      if (isTwice || open(event.target as Element, pointOf(event))) event.preventDefault();
    },
    [open],
  );
  return { onContextMenu, ...longPress };
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
