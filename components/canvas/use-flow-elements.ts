"use client";
/** Keeps React Flow's elements in step with the document, and turns what the mouse did to them into selections and operations. */
import { applyNodeChanges, type EdgeChange, type NodeChange, useStoreApi } from "@xyflow/react";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { directionOf } from "@/lib/graph/operations/direction-operations";
import type { Position } from "@/lib/graph/operations/operation";
import type { WorkflowCanvasProps } from "./canvas-props";
import { createCardStore } from "./card-store";
import {
  asMeasured,
  type CanvasElement,
  type Cards,
  canvasElements,
  cardsOf,
  type Shown,
  type WireElement,
  wireElements,
} from "./flow-elements";
import { useGuides } from "./use-guides";

const NOTHING: readonly string[] = [];
const NO_CARDS: Cards = new Map();

/** Of one document, selection and set of marks: what React Flow gets, and what is on the cards. */
interface Merged {
  shown: Shown;
  selected: ReadonlySet<string>;
  selectedEdges: ReadonlySet<string>;
  cards: Cards;
  edges: readonly WireElement[];
}

type Wanted = Pick<Merged, "shown" | "selected" | "selectedEdges">;

function merge(before: Pick<Merged, "cards" | "edges">, wanted: Wanted): Merged {
  const { shown, selectedEdges } = wanted;
  const cards = cardsOf(before.cards, shown);
  return { ...wanted, cards, edges: wireElements(before.edges, shown, selectedEdges) };
}

const placed = ({ shown, selected, cards }: Merged) => ({
  cards,
  notes: shown.document.notes ?? [],
  selected,
  mode: shown.mode,
  direction: directionOf(shown.document),
});

/** As the document has them, before anything was measured. */
export function firstElements(props: WorkflowCanvasProps) {
  const { selectedIds = NOTHING, selectedEdgeIds = NOTHING } = props;
  const merged = merge(
    { cards: NO_CARDS, edges: [] },
    { shown: props, selected: new Set(selectedIds), selectedEdges: new Set(selectedEdgeIds) },
  );
  return { merged, nodes: canvasElements([], placed(merged)), edges: merged.edges };
}

export type FirstElements = ReturnType<typeof firstElements>;

export function useFlowElements(props: WorkflowCanvasProps, first: FirstElements) {
  const { onSelectionChange, onEdgeSelectionChange } = props;
  const wanted = useWanted(props);
  const { selected, selectedEdges } = wanted;
  const [nodes, setNodes] = useState(first.nodes);
  const guides = useGuides();
  const store = useStoreApi();

  // Adjusted while rendering, not in an effect: the canvas never paints a document that is one change old.
  const [merged, setMerged] = useState(first.merged);
  if (
    merged.shown !== wanted.shown ||
    merged.selected !== selected ||
    merged.selectedEdges !== selectedEdges
  ) {
    const next = merge(merged, wanted);
    setMerged(next);
    setNodes((before) => canvasElements(before, placed(next)));
  }
  const [cardStore] = useState(() => createCardStore(first.merged.cards));
  useLayoutEffect(() => cardStore.show(merged.cards), [cardStore, merged.cards]);
  const latest = useRef(nodes);
  latest.current = nodes;

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasElement>[]) => {
      const next = selectionAfter(selected, changes);
      const { multiSelectionActive, userSelectionActive } = store.getState();
      if (next) onSelectionChange?.(next, multiSelectionActive || userSelectionActive ? "quiet" : undefined);
      // Selection lives with the page and removal in the document; only places and sizes are React Flow's own business.
      const own = changes.filter(({ type }) => type === "position" || type === "dimensions");
      if (own.length === 0) return;
      const guided = guides.follow(own, latest.current);
      const ids = new Set(own.map((change) => ("id" in change ? change.id : "")));
      setNodes((before) =>
        applyNodeChanges(guided, [...before]).map((one) => (ids.has(one.id) ? asMeasured(one) : one)),
      );
    },
    [selected, onSelectionChange, guides.follow, store],
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
  return { nodes, edges: merged.edges, cardStore, onNodesChange, onEdgesChange, guides, place, current };
}

function useWanted(props: WorkflowCanvasProps): Wanted {
  const { document, descriptors, mode, nodeMarks, edgeMarks } = props;
  const { selectedIds = NOTHING, selectedEdgeIds = NOTHING } = props;
  const shown = useMemo(
    () => ({ document, descriptors, mode, nodeMarks, edgeMarks }),
    [document, descriptors, mode, nodeMarks, edgeMarks],
  );
  const selected = useMemo(() => new Set(selectedIds), [selectedIds]);
  const selectedEdges = useMemo(() => new Set(selectedEdgeIds), [selectedEdgeIds]);
  return useMemo(() => ({ shown, selected, selectedEdges }), [shown, selected, selectedEdges]);
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
