"use client";
import type { ReactFlowInstance } from "@xyflow/react";
import { useStoreApi } from "@xyflow/react";
import { type PointerEvent, useMemo, useRef } from "react";
import { around, type Box, projectionOf, viewBox } from "./overview-shape";

/** Half as near or twice as near for so much of the wheel. */
const WHEEL_HALF = 500;

/** A press shows what is there, unless it is in view already; a drag takes the view along, the wheel goes nearer. */
export function useOverviewPointer(
  bounds: Box,
  flow: Pick<ReactFlowInstance, "setViewport" | "setCenter" | "zoomTo">,
) {
  const store = useStoreApi();
  /** Where the pointer was, and how much of the document is a pixel here: fixed while it is dragged, or the picture would run away. */
  const drag = useRef<{ x: number; y: number; scale: number } | null>(null);
  return useMemo(() => {
    const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return;
      const { transform, width, height } = store.getState();
      const view = viewBox(transform, { width, height });
      const { scale, x, y } = projectionOf(around([bounds, view]));
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const at = { x: (event.clientX - left - x) / scale, y: (event.clientY - top - y) / scale };
      if (!isIn(at, view)) void flow.setCenter(at.x, at.y, { zoom: transform[2] });
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { x: event.clientX, y: event.clientY, scale };
    };
    const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
      if (drag.current === null) return;
      const { x, y, scale } = drag.current;
      const [left, top, zoom] = store.getState().transform;
      const by = zoom / scale;
      void flow.setViewport({ x: left - (event.clientX - x) * by, y: top - (event.clientY - y) * by, zoom });
      drag.current = { x: event.clientX, y: event.clientY, scale };
    };
    const end = () => {
      drag.current = null;
    };
    return {
      onPointerDown,
      onPointerMove,
      onPointerUp: end,
      onPointerCancel: end,
      onWheel: (event: { deltaY: number }) =>
        void flow.zoomTo(store.getState().transform[2] * 2 ** (-event.deltaY / WHEEL_HALF)),
    };
  }, [bounds, flow, store]);
}

const isIn = (at: { x: number; y: number }, { x, y, width, height }: Box): boolean =>
  at.x >= x && at.y >= y && at.x <= x + width && at.y <= y + height;
