"use client";
import { getViewportForBounds, type Rect, useReactFlow, useStoreApi, type Viewport } from "@xyflow/react";
import { useMemo, useRef } from "react";
import { directionOf } from "@/lib/graph/operations/direction-operations";
import type { Position } from "@/lib/graph/operations/operation";
import type { Direction } from "@/lib/graph/workflow";
import { alignPositions } from "./align-positions";
import { askTidy } from "./ask-tidy";
import type { CanvasHandle, WorkflowCanvasProps } from "./canvas-props";
import { type CanvasElement, sizeOf, type WireElement } from "./flow-elements";
import { focusNode } from "./focus-node";
import { glide, moveMs } from "./glide";
import { CARD_MIN_HEIGHT, CARD_WIDTH } from "./grid";
import { notesAlong } from "./notes-along";
import type { FlowElements } from "./use-flow-elements";
import { branchOrder } from "./ways-out";

/** On either side of what is shown, in parts of the canvas's width; above is the switch between building and runs, below the zoom. */
export const ROOM = { beside: 0.12, above: 68 };
const FIT = {
  padding: { x: ROOM.beside, y: `${ROOM.above}px` },
  maxZoom: 1,
  minZoom: 0.2,
} as const;

/** The view of a canvas of that size in which all of the box is seen. */
export const fitting = (box: Rect, { width, height }: { width: number; height: number }): Viewport =>
  getViewportForBounds(box, width, height, FIT.minZoom, FIT.maxZoom, FIT.padding);

const MARGIN = 32;

/** The canvas's commands; the object stays the same for the life of the canvas. */
export function useCanvasHandle(props: WorkflowCanvasProps, elements: FlowElements): CanvasHandle {
  const view = useViewHandle();
  const latest = useRef(props);
  latest.current = props;
  const { place, current } = elements;
  return useMemo(() => {
    const arrange = async (positions: Record<string, Position>, name: string) => {
      const away = moving(positions, current());
      if (Object.keys(away).length === 0) return;
      await glide({ elements: current(), to: away, place });
      latest.current.onOperation?.({ kind: "moveNodes", positions: away }, { name });
    };
    return {
      ...view,
      align: (how, ids) => {
        const boxes = current()
          .filter(({ id }) => ids.includes(id))
          .map((element) => ({ id: element.id, ...element.position, ...sizeOf(element) }));
        void arrange(alignPositions(boxes, how), `${WORDS[how] ?? "align"} ${boxes.length} steps`);
      },
      tidy: (nodeIds) => {
        const name = nodeIds === undefined ? "tidy up" : `tidy up ${nodeIds.length} steps`;
        void layout({ props: latest.current, elements: current(), nodeIds })
          .then((positions) => arrange(positions, name))
          .then(() => requestAnimationFrame(() => view.fit(nodeIds)));
      },
      turn: (direction) => {
        // All cards are drawn anew, so nothing glides; the canvas shows everything when it is there again.
        void layout({ props: latest.current, elements: current(), direction }).then((positions) =>
          latest.current.onOperation?.([
            { kind: "setDirection", direction },
            { kind: "moveNodes", positions },
          ]),
        );
      },
    };
  }, [view, place, current]);
}

const WORDS: Partial<Record<string, string>> = { across: "distribute", down: "distribute" };

interface Layout {
  props: WorkflowCanvasProps;
  elements: readonly CanvasElement[];
  nodeIds?: readonly string[] | undefined;
  /** Absent: as the document has it. */
  direction?: Direction;
}

/** Notes go with the steps that they stand beside. */
async function layout({ props, elements, nodeIds, direction }: Layout): Promise<Record<string, Position>> {
  const { document, descriptors } = props;
  const { nodes, edges, notes = [] } = document;
  const sizes = new Map(elements.map((element) => [element.id, sizeOf(element)]));
  const question = {
    document: { nodes, edges },
    sizes,
    orders: new Map(edges.map((edge) => [edge.id, branchOrder(document, edge, descriptors)])),
    direction: direction ?? directionOf(document),
    ...(nodeIds === undefined ? {} : { nodeIds }),
  };
  const positions = await askTidy(question);
  return { ...positions, ...notesAlong({ nodes, notes, sizes, positions }) };
}

type ViewHandle = Omit<CanvasHandle, "align" | "tidy" | "turn">;

/** What only moves the view. */
function useViewHandle(): ViewHandle {
  const flow = useReactFlow<CanvasElement, WireElement>();
  const store = useStoreApi();
  return useMemo((): ViewHandle => {
    const rectOf = (nodeId: string) => {
      const node = flow.getNode(nodeId);
      const { width = CARD_WIDTH, height = CARD_MIN_HEIGHT } = node?.measured ?? {};
      return node && { ...node.position, width, height };
    };
    return {
      fit: (ids) => {
        // Not React Flow's own fit: it begins a frame later, and would win over a zoom that was asked for after it.
        const nodes = flow.getNodes().filter(({ id }) => ids === undefined || ids.includes(id));
        if (nodes.length === 0) return;
        void flow.setViewport(fitting(flow.getNodesBounds(nodes), store.getState()), { duration: moveMs() });
      },
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: moveMs() }),
      zoomIn: () => void flow.zoomIn({ duration: moveMs() }),
      zoomOut: () => void flow.zoomOut({ duration: moveMs() }),
      center: () => {
        const { width, height, transform } = store.getState();
        const [x, y, zoom] = transform;
        return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
      },
      reveal: (nodeId, coveredRight = 0) => {
        const rect = rectOf(nodeId);
        const { width, height, transform } = store.getState();
        const [x, y, zoom] = transform;
        if (!rect) return;
        const dx = outside({ from: rect.x * zoom + x, size: rect.width * zoom, room: width - coveredRight });
        const dy = outside({
          from: rect.y * zoom + y,
          size: rect.height * zoom,
          room: height,
          before: ROOM.above,
        });
        if (dx !== 0 || dy !== 0)
          void flow.setViewport({ x: x - dx, y: y - dy, zoom }, { duration: moveMs() });
      },
      goTo: (nodeId) => {
        const rect = rectOf(nodeId);
        if (!rect) return;
        const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
        void flow.setCenter(at.x, at.y, { zoom: flow.getZoom(), duration: moveMs() });
        focusNode(nodeId, store.getState().domNode);
      },
    };
  }, [flow, store]);
}

interface Stretch {
  from: number;
  size: number;
  room: number;
  /** What floats over the room's beginning. */
  before?: number;
}

/** How far a stretch must move to lie inside the room, its start first. */
function outside({ from, size, room, before = MARGIN }: Stretch): number {
  if (from < before) return from - before;
  const over = from + size - (room - MARGIN);
  return over <= 0 ? 0 : Math.min(over, from - before);
}

const moving = (positions: Record<string, Position>, elements: readonly CanvasElement[]) => {
  const now = new Map(elements.map(({ id, position }) => [id, position]));
  return Object.fromEntries(
    Object.entries(positions).filter(([id, { x, y }]) => now.get(id)?.x !== x || now.get(id)?.y !== y),
  );
};
