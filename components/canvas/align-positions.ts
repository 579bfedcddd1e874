/** Where "Align" and "Distribute" put things. Pure, in the document's own coordinates. */
import type { Position } from "@/lib/graph/operations/operation";
import type { Alignment } from "./canvas-props";

export interface Box extends Position {
  id: string;
  width: number;
  height: number;
}

/** New corners of the boxes that move; nobody else is listed. */
export function alignPositions(boxes: readonly Box[], how: Alignment): Record<string, Position> {
  const moved = how === "across" || how === "down" ? distributed(boxes, how) : aligned(boxes, how);
  return Object.fromEntries(
    moved
      .map(({ id, x, y }) => ({ id, x: Math.round(x), y: Math.round(y) }))
      .filter(({ id, x, y }) => boxes.some((box) => box.id === id && (box.x !== x || box.y !== y)))
      .map(({ id, x, y }) => [id, { x, y }]),
  );
}

type Line = Exclude<Alignment, "across" | "down">;

function aligned(boxes: readonly Box[], how: Line): Box[] {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const place: Record<Line, (box: Box) => Position> = {
    left: ({ y }) => ({ x: left, y }),
    center: ({ y, width }) => ({ x: (left + right - width) / 2, y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  };
  return boxes.map((box) => ({ ...box, ...place[how](box) }));
}

/** The first and the last stay; the gaps between become equal. */
function distributed(boxes: readonly Box[], how: "across" | "down"): Box[] {
  const [at, size] = how === "across" ? (["x", "width"] as const) : (["y", "height"] as const);
  const sorted = [...boxes].sort((a, b) => a[at] - b[at]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3) return sorted;
  const taken = sorted.reduce((sum, box) => sum + box[size], 0);
  const gap = (last[at] + last[size] - first[at] - taken) / (sorted.length - 1);
  let next = first[at];
  return sorted.map((box) => {
    const placed = { ...box, [at]: next };
    next += box[size] + gap;
    return placed;
  });
}
