"use client";
/** Keeps React Flow's elements in step with the document, and turns what the mouse did to them into selections and operations. */
import { applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import type { WorkflowCanvasProps } from "./canvas-props";
import { type CardElement, cardElements, wireElements } from "./flow-elements";

const NOTHING: readonly string[] = [];

export function useFlowElements(props: WorkflowCanvasProps) {
  const {
    document,
    descriptors,
    mode,
    nodeMarks,
    edgeMarks,
    selectedIds = NOTHING,
    onSelectionChange,
  } = props;
  const shown = useMemo(
    () => ({ document, descriptors, mode, nodeMarks, edgeMarks }),
    [document, descriptors, mode, nodeMarks, edgeMarks],
  );
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const [selectedEdges, setSelectedEdges] = useState<ReadonlySet<string>>(new Set());
  const [nodes, setNodes] = useState<CardElement[]>(() => cardElements([], shown, selected));

  // Adjusted while rendering, not in an effect: the canvas never paints a document that is one change old.
  const [merged, setMerged] = useState({ shown, selected });
  if (merged.shown !== shown || merged.selected !== selected) {
    setMerged({ shown, selected });
    setNodes((before) => cardElements(before, shown, selected));
  }
  const edges = useMemo(() => wireElements(shown, selectedEdges), [shown, selectedEdges]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CardElement>[]) => {
      const next = selectionAfter(selected, changes);
      if (next) onSelectionChange?.(next);
      // Selection lives with the page and removal in the document; only places and sizes are React Flow's own business.
      const own = changes.filter(({ type }) => type === "position" || type === "dimensions");
      if (own.length > 0) setNodes((before) => applyNodeChanges(own, before));
    },
    [selected, onSelectionChange],
  );
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    setSelectedEdges((before) => new Set(selectionAfter(before, changes) ?? before));
  }, []);
  return { nodes, edges, onNodesChange, onEdgesChange, selected, selectedEdges };
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
