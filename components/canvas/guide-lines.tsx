"use client";
import { ViewportPortal } from "@xyflow/react";
import type { GuideLine } from "./alignment-guides";

const OVER = 16;

/** Drawn in the document's own coordinates, so that they stay with the cards. */
export function GuideLines({ lines }: { lines: readonly GuideLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ViewportPortal>
      {lines.map(({ axis, at, from, to }) => {
        const length = to - from + 2 * OVER;
        const [x, y] = axis === "x" ? [at, from - OVER] : [from - OVER, at];
        return (
          <i
            key={axis}
            className="wf-guide"
            data-axis={axis}
            style={{ transform: `translate(${x}px, ${y}px)`, [axis === "x" ? "height" : "width"]: length }}
          />
        );
      })}
    </ViewportPortal>
  );
}
