import { useEffect, useState } from "react";
import { loadTemplateEngine } from "#template-engine";

/** Fetches it once the page is there. The number changes when templates can be read that could not be. */
export function useTemplateEngine(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    loadTemplateEngine().then(
      (isMissed) => setTurn(isMissed ? 1 : 0),
      () => undefined, // Offline: what needs it asks for it again.
    );
  }, []);
  return turn;
}
