/** Lines that a dragged card meets: it snaps to edges and middles of others nearby, and shows by which line. */
import type { Box } from "./align-positions";

/** Closer than this, in the document's own pixels, is meant to be in line. */
const REACH = 9;

export interface GuideLine {
  axis: "x" | "y";
  /** Where the line crosses its axis. */
  at: number;
  /** The stretch that it covers along the other axis. */
  from: number;
  to: number;
}
export interface Guided {
  x: number;
  y: number;
  lines: GuideLine[];
}

export function guide(dragged: Box, others: readonly Box[]): Guided {
  const across = nearest(dragged, others, "x");
  const down = nearest(dragged, others, "y");
  const placed = { ...dragged, x: dragged.x + (across?.shift ?? 0), y: dragged.y + (down?.shift ?? 0) };
  const lines = [across, down].flatMap((met) => (met === null ? [] : [lineOf(met, placed)]));
  return { x: placed.x, y: placed.y, lines };
}

interface Met {
  axis: "x" | "y";
  shift: number;
  at: number;
  other: Box;
}

/** Start, middle and end of a box along an axis. */
function stops(box: Box, axis: "x" | "y"): [number, number, number] {
  const size = axis === "x" ? box.width : box.height;
  return [box[axis], box[axis] + size / 2, box[axis] + size];
}

/** Like meets like: left with left, middle with middle. The closest wins, the first of equals. */
function nearest(dragged: Box, others: readonly Box[], axis: "x" | "y"): Met | null {
  let best: Met | null = null;
  const own = stops(dragged, axis);
  for (const other of others)
    for (const [index, at] of stops(other, axis).entries()) {
      const shift = at - (own[index] ?? at);
      if (Math.abs(shift) < Math.min(REACH, Math.abs(best?.shift ?? REACH)))
        best = { axis, shift, at, other };
    }
  return best;
}

function lineOf({ axis, at, other }: Met, placed: Box): GuideLine {
  const along = axis === "x" ? "y" : "x";
  const ends = [...stops(placed, along), ...stops(other, along)];
  return { axis, at, from: Math.min(...ends), to: Math.max(...ends) };
}
