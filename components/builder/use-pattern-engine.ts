import { useEffect, useState } from "react";
import { loadPatternEngine, patternEngine } from "#pattern-engine";
import { whenIdle } from "./when-idle";

/** Fetches it when the page has come to rest: true once patterns can be compiled. */
export function usePatternEngine(): boolean {
  // The server has it at once, and the page must begin as the server drew it.
  const [ready, setReady] = useState(true);
  useEffect(() => {
    if (patternEngine() !== null) return;
    setReady(false);
    return whenIdle(() => {
      loadPatternEngine().then(
        () => setReady(true),
        () => undefined, // Offline: publishing checks patterns again.
      );
    });
  }, []);
  return ready;
}
