import { useEffect, useState } from "react";
import { loadPatternEngine } from "#pattern-engine";
import { whenIdle } from "./when-idle";

/** Fetches it when the page has come to rest. The number changes when patterns can be compiled that could not be. */
export function usePatternEngine(): number {
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      whenIdle(() => {
        loadPatternEngine().then(
          (isMissed) => setTurn(isMissed ? 1 : 0),
          () => undefined, // Offline: publishing checks patterns again.
        );
      }),
    [],
  );
  return turn;
}
