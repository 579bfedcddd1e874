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
    const show = () => {
      const { transform, width, height } = store.getState();
      const view = viewBox(transform, { width, height });
      const wanted = projectionOf(around([bounds, view]));
      const move = between(drawn, wanted);
      if (picture.current)
        picture.current.style.transform = `translate(${move.x}px, ${move.y}px) scale(${move.scale})`;
      if (frame.current) placeFrame(frame.current.style, project(view, wanted));
    };
    show();
    return store.subscribe(show);
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
    const role = element.type === "note" ? "note" : (element.data.descriptor?.role ?? "action");
    const { x, y, width, height } = boxOf(element);
    paths.set(role, `${paths.get(role) ?? ""}M${x},${y}h${width}v${height}h${-width}z`);
  }
  return paths;
}

/** A size is written only where it changed: a style that is written is a layout. */
function placeFrame(style: CSSStyleDeclaration, { x, y, width, height }: Box): void {
  style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
  const size = { width: `${width.toFixed(1)}px`, height: `${height.toFixed(1)}px` };
  if (style.width !== size.width) style.width = size.width;
  if (style.height !== size.height) style.height = size.height;
}
