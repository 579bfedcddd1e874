"use client";
import { useMemo, useRef } from "react";

/**
 * Marks the canvas with `data-panning` while the pointer moves it. Nothing under the pointer is asked for then: finding it among hundreds of
 * cards costs more than moving them. Not before it has moved, or a click on a card would be one on the canvas.
 */
export function usePanningMark() {
  const ref = useRef<HTMLDivElement>(null);
  return useMemo(
    () => ({
      ref,
      onMove: (event: MouseEvent | TouchEvent | null) => {
        if (event?.type === "mousemove") ref.current?.setAttribute("data-panning", "");
      },
      onMoveEnd: () => ref.current?.removeAttribute("data-panning"),
    }),
    [],
  );
}
