"use client";
/** Alignment guides while one card is dragged. */
import type { NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import type { Box } from "./align-positions";
import { type GuideLine, guide } from "./alignment-guides";
import { type CanvasElement, sizeOf } from "./flow-elements";

const NONE: readonly GuideLine[] = [];

export interface Guides {
  lines: readonly GuideLine[];
  /** The changes, with a single dragged element snapped to its neighbors. */
  follow: (
    changes: NodeChange<CanvasElement>[],
    elements: readonly CanvasElement[],
  ) => NodeChange<CanvasElement>[];
  clear: () => void;
}

export function useGuides(): Guides {
  const [lines, setLines] = useState<readonly GuideLine[]>(NONE);
  const follow = useCallback<Guides["follow"]>((changes, elements) => {
    const [change] = changes;
    if (change?.type !== "position" || changes.length > 1 || !change.dragging || !change.position)
      return changes;
    const dragged = elements.find(({ id }) => id === change.id);
    if (dragged === undefined) return changes;
    const others = elements.filter(({ id }) => id !== change.id).map(boxOf);
    const guided = guide({ ...boxOf(dragged), ...change.position }, others);
    // A drag mostly meets no line, and then nothing has to be drawn again.
    setLines((before) => (before.length + guided.lines.length === 0 ? before : guided.lines));
    return [{ ...change, position: { x: guided.x, y: guided.y } }];
  }, []);
  const clear = useCallback(() => setLines(NONE), []);
  return useMemo(() => ({ lines, follow, clear }), [lines, follow, clear]);
}

const boxOf = (element: CanvasElement): Box => ({
  id: element.id,
  ...element.position,
  ...sizeOf(element),
});
