"use client";
import { useEffect, useState } from "react";

/** Whoever had the focus before something opened has it again when that closes, unless it went elsewhere meanwhile. */
export function useReturnFocus(): void {
  // While this is drawn first, its own field has not taken the focus yet.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const isLost = document.activeElement === null || document.activeElement === document.body;
      if (isLost && before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}
