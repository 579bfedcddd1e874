"use client";
import { Panel, type ReactFlowState, useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import { useLayoutEffect, useMemo, useRef } from "react";
import { type CanvasElement, sizeOf } from "./flow-elements";
import { around, type Box, between, OVERVIEW, project, projectionOf, viewBox } from "./overview-shape";
import { useOverviewPointer } from "./use-overview-pointer";

/**
 * All steps in small, with a frame around what is in view; the frame can be dragged. The picture is drawn when steps change, and only
 * moved when the canvas is: React Flow's own is painted again in every frame of a panned canvas.
 */
export function Overview() {
  const elements = useStore(elementsOf);
  const store = useStoreApi();
  const bounds = useMemo(() => around(elements.map(boxOf)), [elements]);
  const paths = useMemo(() => [...pathsOf(elements)], [elements]);
  const picture = useRef<SVGSVGElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = projectionOf(bounds);
    const painted = frame.current && createFrame(frame.current.style);
    const show = () => {
      const { transform, width, height } = store.getState();
      const view = viewBox(transform, { width, height });
      const wanted = projectionOf(around([bounds, view]));
      const move = between(drawn, wanted);
      if (picture.current)
        picture.current.style.transform = `translate(${move.x}px, ${move.y}px) scale(${move.scale})`;
      painted?.place(project(view, wanted));
    };
    show();
    painted?.settle();
    const unsubscribe = store.subscribe(show);
    return () => {
      unsubscribe();
      painted?.end();
    };
  }, [store, bounds]);
  const pointer = useOverviewPointer(bounds, useReactFlow());
  const { scale, x, y } = projectionOf(bounds);
  return (
    <Panel position="bottom-right" className="wf-minimap" style={OVERVIEW} {...pointer}>
      <svg ref={picture} role="img" aria-label="Overview of the workflow" {...OVERVIEW}>
        <g transform={`translate(${x} ${y}) scale(${scale})`}>
          {paths.map(([role, path]) => (
            <path key={role} className={`wf-mini-${role}`} d={path} />
          ))}
        </g>
      </svg>
      <div ref={frame} className="wf-minimap-frame" />
    </Panel>
  );
}

const elementsOf = (state: ReactFlowState) => state.nodes as CanvasElement[];
const boxOf = (element: CanvasElement): Box => ({ ...element.position, ...sizeOf(element) });

/** A path for each color: hundreds of steps are five elements. */
function pathsOf(elements: readonly CanvasElement[]): Map<string, string> {
  const paths = new Map<string, string>();
  for (const element of elements) {
    const role = element.type === "note" ? "note" : element.data.role;
    const { x, y, width, height } = boxOf(element);
    paths.set(role, `${paths.get(role) ?? ""}M${x},${y}h${width}v${height}h${-width}z`);
  }
  return paths;
}

/** In ms without a change. */
const RESTS_AFTER = 150;

/**
 * While the canvas moves, the frame is moved and stretched as a picture, and it gets its size when that stands: a box that is painted in
 * another size makes the browser look anew for what overlaps what, among all cards, which takes longer than a frame.
 */
function createFrame(style: CSSStyleDeclaration) {
  let painted: Box | null = null;
  let shown: Box = { x: 0, y: 0, width: 0, height: 0 };
  let rest: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    clearTimeout(rest);
    style.width = `${shown.width.toFixed(1)}px`;
    style.height = `${shown.height.toFixed(1)}px`;
    style.transform = at(shown);
    painted = shown;
  }
  return {
    place(box: Box) {
      shown = box;
      clearTimeout(rest);
      rest = setTimeout(settle, RESTS_AFTER);
      style.transform = painted === null ? at(box) : `${at(box)} ${stretch(painted, box)}`;
    },
    settle,
    end: () => clearTimeout(rest),
  };
}

const at = ({ x, y }: Box) => `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
const stretch = (from: Box, to: Box) =>
  `scale(${(to.width / from.width).toFixed(4)}, ${(to.height / from.height).toFixed(4)})`;
