import { useEffect, useState } from "react";
import { loadTemplateEngine } from "#template-engine";

/** Fetches it once the page is there. The number changes when templates can be read that could not be. */
export function useTemplateEngine(): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const fetchIt = () =>
      loadTemplateEngine().then(
        (isMissed) => {
          window.removeEventListener("online", fetchIt);
          setTurn(isMissed ? 1 : 0);
        },
        // Offline: what needs it asks for it again, and so do we when the network is back.
        () => window.addEventListener("online", fetchIt),
      );
    void fetchIt();
    return () => window.removeEventListener("online", fetchIt);
  }, []);
  return turn;
}
