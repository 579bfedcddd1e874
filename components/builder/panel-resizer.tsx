"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import {
  clampPanel,
  MAX_PANEL,
  MIN_PANEL,
  rememberedPanelWidth,
  rememberPanelWidth,
  showPanelWidth,
  USUAL_PANEL,
} from "./panel-width";
import { useRevealSelected } from "./use-reveal-selected";

const STEP = 16;

/** The panel's left edge: dragged, moved with the arrow keys, back to its usual place by a double click. */
export function PanelResizer({ label }: { label: string }) {
  const [width, setWidth] = useState(USUAL_PANEL);
  const grabbed = useRef<{ x: number; width: number } | null>(null);
  const reveal = useRevealSelected();
  useEffect(() => {
    const remembered = rememberedPanelWidth();
    setWidth(remembered);
    showPanelWidth(remembered);
  }, []);
  const show = (wanted: number) => {
    const next = clampPanel(wanted);
    setWidth(next);
    showPanelWidth(next);
    return next;
  };
  const settle = (wanted: number) => {
    rememberPanelWidth(show(wanted));
    reveal();
  };
  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grabbed.current = { x: event.clientX, width };
    },
    onPointerMove: ({ clientX }: PointerEvent) => {
      if (grabbed.current) show(grabbed.current.width + grabbed.current.x - clientX);
    },
    onPointerUp: () => {
      if (grabbed.current) settle(width);
      grabbed.current = null;
    },
    onPointerCancel: () => {
      if (grabbed.current) show(grabbed.current.width);
      grabbed.current = null;
    },
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const wanted = widthAfter(event.key, width);
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    settle(wanted);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved, and this separator can
    <div
      role="separator"
      tabIndex={0}
      className="bd-panel-edge"
      aria-orientation="vertical"
      aria-label={`Width of the panel ${label}`}
      aria-valuenow={width}
      aria-valuemin={MIN_PANEL}
      aria-valuemax={MAX_PANEL}
      title="Drag to resize; double-click for the usual width"
      {...drag}
      onDoubleClick={() => settle(USUAL_PANEL)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Left moves the edge to the left, so the panel grows. */
function widthAfter(key: string, width: number): number | undefined {
  switch (key) {
    case "ArrowLeft":
      return width + STEP;
    case "ArrowRight":
      return width - STEP;
    case "Home":
      return MIN_PANEL;
    case "End":
      return MAX_PANEL;
    case "Enter":
      return USUAL_PANEL;
    default:
      return undefined;
  }
}
