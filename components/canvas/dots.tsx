"use client";
import { useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useRef } from "react";

const GAP = 24;
/** Nearer to each other they would be a gray. */
const SHORTEST_GAP = 12;

/**
 * The dots behind the steps. A layer of its own that is moved by at most one gap: React Flow's would be painted again in every frame
 * that the canvas is panned.
 */
export function Dots() {
  const ref = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let shownZoom = 0;
    let gap = GAP;
    const show = () => {
      const [x, y, zoom] = store.getState().transform;
      const { style } = ref.current ?? {};
      if (!style) return;
      if (zoom !== shownZoom) {
        shownZoom = zoom;
        gap = gapAt(zoom);
        style.setProperty("--gap", `${gap}px`);
        style.setProperty("--dot-radius", `${Math.max(0.6, Math.min(zoom, 1.5))}px`);
      }
      style.transform = `translate(${x % gap}px, ${y % gap}px)`;
    };
    show();
    return store.subscribe(show);
  }, [store]);
  return <div ref={ref} className="wf-dots" aria-hidden />;
}

function gapAt(zoom: number): number {
  let gap = GAP * zoom;
  while (gap < SHORTEST_GAP) gap *= 2;
  return gap;
}
