"use client";
/** A palette entry dragged over the canvas: lights up the wire or card under the pointer, and says where it was dropped. */
import { useReactFlow } from "@xyflow/react";
import { type DragEvent, useCallback, useRef } from "react";
import { type AddPlace, DRAGGED_TYPE, type WorkflowCanvasProps } from "./canvas-props";
import { CARD_WIDTH, onGrid } from "./grid";

const GRIP = { x: CARD_WIDTH / 2, y: 22 };
const TARGETS = "[data-edge-id], .react-flow__edge, [data-node-id]";

export function useTypeDrop({ mode, onDropType }: WorkflowCanvasProps) {
  const flow = useReactFlow();
  const hot = useRef<Element | null>(null);
  const light = useCallback((element: Element | null) => {
    if (hot.current === element) return;
    hot.current?.removeAttribute("data-hot");
    element?.setAttribute("data-hot", "");
    hot.current = element;
  }, []);

  const onDragOver = useCallback(
    (event: DragEvent) => {
      if (mode === "view" || !event.dataTransfer.types.includes(DRAGGED_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      light(targetAt(event));
    },
    [mode, light],
  );
  const onDragLeave = useCallback(() => light(null), [light]);
  const onDrop = useCallback(
    (event: DragEvent) => {
      const type = event.dataTransfer.getData(DRAGGED_TYPE);
      light(null);
      if (mode === "view" || type === "") return;
      event.preventDefault();
      const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      const free: AddPlace = { kind: "free", position: { x: onGrid(x - GRIP.x), y: onGrid(y - GRIP.y) } };
      onDropType?.(type, placeOf(targetAt(event)) ?? free);
    },
    [mode, flow, onDropType, light],
  );
  return { onDragOver, onDragLeave, onDrop };
}

const targetAt = ({ clientX, clientY }: DragEvent): Element | null =>
  document.elementFromPoint(clientX, clientY)?.closest(TARGETS) ?? null;

function placeOf(target: Element | null): AddPlace | null {
  if (target === null) return null;
  const node = target.getAttribute("data-node-id");
  if (node !== null) return { kind: "after", source: node };
  const edgeId = target.getAttribute("data-edge-id") ?? target.getAttribute("data-id");
  return edgeId === null ? null : { kind: "edge", edgeId };
}
