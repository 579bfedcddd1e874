"use client";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { useMemo, useRef } from "react";
import type { Position } from "@/lib/graph/operations/operation";
import type { WorkflowEdge } from "@/lib/graph/workflow";
import type { CanvasHandle, WorkflowCanvasProps } from "./canvas-props";
import type { CardElement, WireElement } from "./flow-elements";
import { CARD_MIN_HEIGHT, CARD_WIDTH, tidyPositions } from "./tidy-layout";
import { branchOrder } from "./ways-out";

export const FIT = { padding: 0.12, maxZoom: 1, minZoom: 0.2 };
const MARGIN = 32;

const moveMs = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200);

/** The canvas's commands; the object stays the same for the life of the canvas. */
export function useCanvasHandle(props: WorkflowCanvasProps): CanvasHandle {
  const flow = useReactFlow<CardElement, WireElement>();
  const store = useStoreApi();
  const latest = useRef(props);
  latest.current = props;
  return useMemo(() => {
    const rectOf = (nodeId: string) => {
      const node = flow.getNode(nodeId);
      const { width = CARD_WIDTH, height = CARD_MIN_HEIGHT } = node?.measured ?? {};
      return node && { ...node.position, width, height };
    };
    return {
      fit: () => void flow.fitView({ ...FIT, duration: moveMs() }),
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
        const dy = outside({ from: rect.y * zoom + y, size: rect.height * zoom, room: height });
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
      tidy: (nodeIds) => {
        const { document, descriptors } = latest.current;
        const sizes = new Map(flow.getNodes().map(({ id, measured }) => [id, sizeOf(measured)]));
        const orderOf = (edge: WorkflowEdge) => branchOrder(document, edge, descriptors);
        const positions = tidyPositions(document, { sizes, orderOf, nodeIds });
        latest.current.onOperation?.(
          { kind: "moveNodes", positions: changed(positions, flow.getNodes()) },
          { name: "tidy up" },
        );
        requestAnimationFrame(() => void flow.fitView({ ...FIT, duration: moveMs() }));
      },
    };
  }, [flow, store]);
}

/** How far a stretch must move to lie inside the room, its start first. */
function outside({ from, size, room }: { from: number; size: number; room: number }): number {
  if (from < MARGIN) return from - MARGIN;
  const over = from + size - (room - MARGIN);
  return over <= 0 ? 0 : Math.min(over, from - MARGIN);
}

const sizeOf = (measured: CardElement["measured"]) => ({
  width: measured?.width ?? CARD_WIDTH,
  height: measured?.height ?? CARD_MIN_HEIGHT,
});

const changed = (positions: Record<string, Position>, nodes: readonly CardElement[]) =>
  Object.fromEntries(
    Object.entries(positions).filter(([id, { x, y }]) => {
      const now = nodes.find((node) => node.id === id)?.position;
      return now?.x !== x || now.y !== y;
    }),
  );

export function focusNode(nodeId: string, root: Element | null): void {
  root?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)?.focus();
}
