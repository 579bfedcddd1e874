"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { hasLostFocus } from "../ui/focus";
import { useScene } from "./builder-context";
import { stepElement } from "./focus";

/**
 * Whoever had the focus before something opened has it again when that closes, unless it went elsewhere meanwhile; where nobody had it,
 * the chosen step. Gives back what leaves it to somebody else.
 */
export function useReturnFocus(): () => void {
  const { store } = useScene();
  // While this is drawn first, its own field has not taken the focus yet.
  const [before] = useState(() => document.activeElement);
  const isLeft = useRef(false);
  useEffect(
    () => () => {
      if (isLeft.current || !hasLostFocus()) return;
      const isThere = before?.isConnected && before !== document.body;
      const element = isThere ? before : stepElement(store.getState().selectedIds[0]);
      if (element instanceof HTMLElement) element.focus();
    },
    [before, store],
  );
  return useCallback(() => {
    isLeft.current = true;
  }, []);
}
