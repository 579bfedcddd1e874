"use client";
import { useMemo, useRef } from "react";

/**
 * Marks the canvas with `data-panning` while the pointer moves it. Nothing under the pointer is asked for then: finding it among hundreds of
 * cards costs more than moving them. Not before it has moved, or a click on a card would be one on the canvas.
 */
export function usePanningMark() {
  const ref = useRef<HTMLDivElement>(null);
  return useMemo(() => {
    const end = () => {
      ref.current?.removeAttribute("data-panning");
      for (const type of ENDS) window.removeEventListener(type, end, true);
    };
    const onMove = (event: MouseEvent | TouchEvent | null) => {
      if (event?.type !== "mousemove" || ref.current?.hasAttribute("data-panning") !== false) return;
      ref.current.setAttribute("data-panning", "");
      // React Flow leaves its own end out where something else moves the canvas at once.
      for (const type of ENDS) window.addEventListener(type, end, true);
    };
    return { ref, onMove };
  }, []);
}

const ENDS = ["mouseup", "pointerup", "blur"];
