"use client";
/** The steps that are done for each item stand on a ground of their own, so that a loop is seen before it is read. */
import { useStore, ViewportPortal } from "@xyflow/react";
import { Repeat } from "lucide-react";
import { useMemo } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import type { WorkflowDocument } from "@/lib/graph/workflow";
import { CARD_MIN_HEIGHT, CARD_WIDTH } from "./grid";
import { type LoopFrame, loopFrames } from "./loop-bodies";

const PAD = 20;
const HEAD = 24;

interface Props {
  document: WorkflowDocument;
  descriptors: Readonly<Record<string, NodeDescriptor>>;
}

export function LoopFrames({ document, descriptors }: Props) {
  const frames = useMemo(() => loopFrames(document, descriptors), [document, descriptors]);
  if (frames.length === 0) return null;
  return (
    <ViewportPortal>
      {frames.map((frame) => (
        <Frame key={frame.loop} {...frame} />
      ))}
    </ViewportPortal>
  );
}

/** Follows the cards while they are dragged; as text, so that it draws again only when its place changed. */
function Frame({ body, rank, name }: LoopFrame) {
  const place = useStore((state) => {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of body) {
      const node = state.nodeLookup.get(id);
      if (node === undefined) continue;
      const { x, y } = node.internals.positionAbsolute;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + (node.measured.width ?? CARD_WIDTH));
      bottom = Math.max(bottom, y + (node.measured.height ?? CARD_MIN_HEIGHT));
    }
    return left === Infinity ? "" : [left, top, right - left, bottom - top].join(" ");
  });
  if (place === "") return null;
  const [left = 0, top = 0, width = 0, height = 0] = place.split(" ").map(Number);
  const [aside, above] = [PAD * rank, (PAD / 2 + HEAD) * rank];
  return (
    <div
      className="wf-loop"
      aria-hidden
      style={{
        transform: `translate(${left - aside}px, ${top - above}px)`,
        width: width + 2 * aside,
        height: height + above + aside,
      }}
    >
      <span>
        <Repeat size={12} strokeWidth={1.75} />
        {name}
      </span>
    </div>
  );
}
