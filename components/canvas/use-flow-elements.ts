"use client";
/** Keeps React Flow's elements in step with the document, and turns what the mouse did to them into selections and operations. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Position } from "@/lib/graph/operations/operation";
import type { WorkflowCanvasProps } from "./canvas-props";
import { asMeasured, type CanvasElement, canvasElements, wireElements } from "./flow-elements";
import { useGuides } from "./use-guides";

const NOTHING: readonly string[] = [];

/** As the document has them, before anything was measured. */
export function firstElements(props: WorkflowCanvasProps) {
  const { selectedIds = NOTHING, selectedEdgeIds = NOTHING } = props;
  return {
    nodes: canvasElements([], props, new Set(selectedIds)),
    edges: wireElements(props, new Set(selectedEdgeIds)),
  };
}

export function useFlowElements(props: WorkflowCanvasProps, first: readonly CanvasElement[]) {
  const { document, descriptors, mode, nodeMarks, edgeMarks, onSelectionChange, onEdgeSelectionChange } =
    props;
  const { selectedIds = NOTHING, selectedEdgeIds = NOTHING } = props;
  const shown = useMemo(
    () => ({ document, descriptors, mode, nodeMarks, edgeMarks }),
    [document, descriptors, mode, nodeMarks, edgeMarks],
  );
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const selectedEdges = useMemo(() => new Set(selectedEdgeIds), [selectedEdgeIds]);
  const [nodes, setNodes] = useState<CanvasElement[]>(() => [...first]);
  const guides = useGuides();

  // Adjusted while rendering, not in an effect: the canvas never paints a document that is one change old.
  const [merged, setMerged] = useState({ shown, selected });
  if (merged.shown !== shown || merged.selected !== selected) {
    setMerged({ shown, selected });
    setNodes((before) => canvasElements(before, shown, selected));
  }
  const edges = useMemo(() => wireElements(shown, selectedEdges), [shown, selectedEdges]);
  const latest = useRef(nodes);
  latest.current = nodes;

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasElement>[]) => {
      const next = selectionAfter(selected, changes);
      if (next) onSelectionChange?.(next);
      // Selection lives with the page and removal in the document; only places and sizes are React Flow's own business.
      const own = changes.filter(({ type }) => type === "position" || type === "dimensions");
      if (own.length === 0) return;
      const guided = guides.follow(own, latest.current);
      const ids = new Set(own.map((change) => ("id" in change ? change.id : "")));
      setNodes((before) =>
        applyNodeChanges(guided, before).map((one) => (ids.has(one.id) ? asMeasured(one) : one)),
      );
    },
    [selected, onSelectionChange, guides.follow],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      const next = selectionAfter(selectedEdges, changes);
      if (next) onEdgeSelectionChange?.(next);
    },
    [selectedEdges, onEdgeSelectionChange],
  );
  /** Shows things elsewhere than the document says, until it changes. */
  const place = useCallback((positions: Readonly<Record<string, Position>>) => {
    setNodes((before) =>
      before.map((element) => {
        const position = positions[element.id];
        return position === undefined ? element : { ...asMeasured(element), position };
      }),
    );
  }, []);
  /** The elements as they are shown. */
  const current = useCallback((): readonly CanvasElement[] => latest.current, []);
  return { nodes, edges, onNodesChange, onEdgesChange, guides, place, current };
}

/** Null when no change is about the selection. */
function selectionAfter(
  selected: ReadonlySet<string>,
  changes: readonly { type: string; id?: string; selected?: boolean }[],
): string[] | null {
  const about = changes.filter((change) => change.type === "select");
  if (about.length === 0) return null;
  const next = new Set(selected);
  for (const { id = "", selected: isSelected } of about) isSelected ? next.add(id) : next.delete(id);
  return [...next];
}

export type FlowElements = ReturnType<typeof useFlowElements>;
