"use client";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath, Position } from "@xyflow/react";
import { Check, Filter, type LucideIcon, Plus, X } from "lucide-react";
import { memo } from "react";
import { pointOf, useCanvas } from "./canvas-context";
import type { EdgeMark } from "./canvas-props";
import type { WireElement } from "./flow-elements";
import { turned } from "./grid";
import { wireShape } from "./wire-path";

const RADIUS = 8;
const PAST_PLUS = 52;
const MARKS: Partial<Record<EdgeMark["state"], { Icon: LucideIcon; word: string }>> = {
  taken: { Icon: Check, word: "Taken" },
  failed: { Icon: X, word: "Failed" },
  filtered: { Icon: Filter, word: "Filtered" },
};

export const Wire = memo(function Wire(props: EdgeProps<WireElement>) {
  const { mode } = useCanvas();
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, id } = props;
  const shape = shapeOf(props);
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: RADIUS,
    ...shape.center,
  });
  const at = shape.plus ?? { x: labelX, y: labelY };
  const place = { transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y}px)` };
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={24}
        className="wf-wire"
        data-state={data?.mark?.state ?? "idle"}
        data-selected={props.selected || undefined}
      />
      <EdgeLabelRenderer>
        {mode === "edit" ? (
          <PlusOnWire data={data} place={place} />
        ) : (
          <MarkOnWire mark={data?.mark} place={place} />
        )}
      </EdgeLabelRenderer>
    </>
  );
});

type Ends = Pick<
  EdgeProps<WireElement>,
  "sourceX" | "sourceY" | "targetX" | "targetY" | "sourcePosition" | "targetPosition" | "data"
>;

/** From top to bottom is the same on its side. Round a corner, from a branch's row to the top of a card, the router decides. */
function shapeOf(ends: Ends) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = ends;
  const shared = ends.data?.shared ?? false;
  if (targetPosition !== Position.Top) {
    const { turnX, plus } = wireShape({ sourceX, sourceY, targetX, targetY }, shared);
    return { plus, center: turnX === undefined ? {} : { centerX: turnX } };
  }
  // Past the "+" of the rows above and below.
  if (sourcePosition !== Position.Bottom) return { plus: undefined, center: { offset: PAST_PLUS } };
  const onSide = { sourceX: sourceY, sourceY: sourceX, targetX: targetY, targetY: targetX };
  const { turnX, plus } = wireShape(onSide, shared);
  return { plus: plus && turned(plus), center: turnX === undefined ? {} : { centerY: turnX } };
}

interface OnWire {
  place: { transform: string };
}

function PlusOnWire({ data, place }: OnWire & { data: WireElement["data"] }) {
  const { add } = useCanvas();
  if (data === undefined) return null;
  const { edge, names } = data;
  return (
    <button
      type="button"
      className="wf-plus nodrag nopan"
      style={place}
      data-edge-id={edge.id}
      aria-label={`Add a step between ${names.source} and ${names.target}`}
      title="Add a step here"
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        add({ kind: "edge", edgeId: edge.id }, pointOf(event.currentTarget));
      }}
    >
      <Plus aria-hidden size={12} />
    </button>
  );
}

function MarkOnWire({ mark, place }: OnWire & { mark: EdgeMark | undefined }) {
  const known = mark && MARKS[mark.state];
  if (!mark || (!known && !mark.label)) return null;
  return (
    <span className="wf-tick" style={place} data-state={mark.state}>
      {known && <known.Icon role="img" aria-label={known.word} size={12} strokeWidth={2.25} />}
      {mark.label && <b>{mark.label}</b>}
    </span>
  );
}
