"use client";
import { type RefObject, useEffect, useRef } from "react";
import { hasLostFocus } from "../ui/focus";

/** Where what had the focus is taken away, such as a finding that was fixed, what it was in has it. */
export function useKeptFocus(box: RefObject<HTMLElement | null>): void {
  const last = useRef<EventTarget | null>(null);
  useEffect(() => {
    const element = box.current;
    const onIn = ({ target }: FocusEvent) => {
      last.current = target;
    };
    // One that is still there has given it away.
    const onOut = ({ target }: FocusEvent) =>
      setTimeout(() => {
        if (last.current === target && (target as Element).isConnected) last.current = null;
      });
    element?.addEventListener("focusin", onIn);
    element?.addEventListener("focusout", onOut);
    return () => {
      element?.removeEventListener("focusin", onIn);
      element?.removeEventListener("focusout", onOut);
    };
  }, [box]);
  useEffect(() => {
    if (!(last.current instanceof Element) || last.current.isConnected) return;
    last.current = null;
    if (hasLostFocus()) box.current?.focus({ preventScroll: true });
  });
}
