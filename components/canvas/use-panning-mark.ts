"use client";
import { useMemo, useRef } from "react";

/**
 * Marks the canvas while it is moved. `data-moving` has it moved as a picture. `data-panning`, of a mouse: nothing under the pointer is
 * asked for then, as finding it among hundreds of cards costs more than moving them. Not before it has moved, or a click on a card would
 * be one on the canvas.
 */
export function usePanningMark() {
  const ref = useRef<HTMLDivElement>(null);
  return useMemo(() => {
    const end = () => {
      ref.current?.removeAttribute("data-panning");
      ref.current?.removeAttribute("data-moving");
      for (const type of ENDS) window.removeEventListener(type, end, true);
    };
    const onMove = (event: MouseEvent | TouchEvent | null) => {
      const canvas = ref.current;
      // Without an event a command moves it, and often to another size.
      if (canvas === null || event === null) return;
      mark(canvas, "data-moving");
      if (event.type !== "mousemove" || canvas.hasAttribute("data-panning")) return;
      canvas.setAttribute("data-panning", "");
      // React Flow leaves its own end out where something else moves the canvas at once.
      for (const type of ENDS) window.addEventListener(type, end, true);
    };
    return { ref, onMove, onMoveEnd: end };
  }, []);
}

const mark = (element: Element, name: string): void => {
  if (!element.hasAttribute(name)) element.setAttribute(name, "");
};

const ENDS = ["mouseup", "pointerup", "blur"];
