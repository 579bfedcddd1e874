"use client";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type CSSProperties, useEffect } from "react";
import { around, type Box } from "./overview-shape";
import { fitting, ROOM } from "./use-canvas-handle";

/**
 * Shows the whole workflow once its cards were measured, in the frame that measures them, before it is painted. Until then the style sheet
 * does the same with the sizes that are known: that works on the server's page, too, before any script runs.
 */
export function OpeningFit({ onDone }: { onDone: () => void }) {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const { domNode } = store.getState();
    if (domNode === null) return;
    // React Flow's own observer was made before this one, and so has measured when this one is told.
    const observer = new ResizeObserver(() => {
      observer.disconnect();
      const { width, height } = domNode.getBoundingClientRect();
      const nodes = flow.getNodes();
      if (nodes.length > 0 && width > 0) {
        const bounds = flow.getNodesBounds(nodes);
        void flow.setViewport(fitting(bounds, { width, height }));
      }
      onDone();
    });
    observer.observe(domNode);
    return () => observer.disconnect();
  }, [flow, store, onDone]);
  return null;
}

/** For the style sheet: the middle of all that there is, and its size with the room beside it, and the room above and below. */
export function fitStyle(boxes: readonly Box[]): CSSProperties {
  if (boxes.length === 0) return {};
  const { x, y, width, height } = around(boxes);
  return {
    "--fit-x": `${x + width / 2}px`,
    "--fit-y": `${y + height / 2}px`,
    "--fit-width": `${width * (1 + ROOM.beside)}px`,
    "--fit-height": `${height}px`,
    "--fit-clear": `${2 * ROOM.above}px`,
  } as CSSProperties;
}
