"use client";
/** A finger that rests opens the menu, as the right button does. Not every browser says so itself. */
import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import type { ScreenPoint } from "./canvas-props";

const LONG_MS = 500;
/** A finger is never quite still. */
const STILL_PX = 8;

interface Press {
  from: ScreenPoint;
  timer: ReturnType<typeof setTimeout>;
}

/** `onLong` is false where there was nothing to open. */
export function useLongPress(onLong: (target: Element, at: ScreenPoint) => boolean) {
  const latest = useRef(onLong);
  latest.current = onLong;
  const press = useRef<Press | null>(null);
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return useMemo(() => {
    const end = () => {
      clearTimeout(press.current?.timer);
      press.current = null;
    };
    const start = (event: PointerEvent) => {
      const isSecond = press.current !== null || !event.isPrimary;
      end();
      // Two fingers zoom.
      if (event.pointerType !== "touch" || isSecond) return;
      const { target, clientX, clientY } = event;
      const from = { x: clientX, y: clientY };
      const timer = setTimeout(() => {
        press.current = null;
        if (latest.current(target as Element, from)) swallowRelease();
      }, LONG_MS);
      press.current = { from, timer };
    };
    const move = ({ clientX, clientY }: PointerEvent) => {
      const { x, y } = press.current?.from ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end();
    };
    return {
      onPointerDownCapture: start,
      onPointerMoveCapture: move,
      onPointerUpCapture: end,
      onPointerCancelCapture: end,
    };
  }, []);
}

/** The finger that opened a menu would press what is under it when it is lifted. */
function swallowRelease(): void {
  const swallow = (event: Event) => event.preventDefault();
  window.addEventListener("touchend", swallow, { once: true, capture: true, passive: false });
}
