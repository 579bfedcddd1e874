"use client";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";

/** Keeps the focus on a row after its name was edited: the field goes, and the row may move to another place, which loses it. */
export function useRowFocus(): (id: string | null) => void {
  const kept = useRef<string | null>(null);
  // After every change: which one moves the row is not known here.
  useLayoutEffect(() => {
    if (kept.current !== null && document.activeElement === document.body) linkOf(kept.current)?.focus();
  });
  useEffect(() => {
    const forget = ({ target }: Event) => {
      if (target !== linkOf(kept.current ?? "")) kept.current = null;
    };
    document.addEventListener("focusin", forget);
    document.addEventListener("pointerdown", forget);
    return () => {
      document.removeEventListener("focusin", forget);
      document.removeEventListener("pointerdown", forget);
    };
  }, []);
  return useCallback((id) => {
    kept.current = id;
  }, []);
}

const linkOf = (id: string) =>
  document.querySelector<HTMLElement>(`[data-workflow="${CSS.escape(id)}"] [data-row-link]`);
