import { useEffect, useState } from "react";
import { loadTemplateEngine, templateEngine } from "#template-engine";

/** Fetches it once the page is there: true when every template can be read, and not only plain references. */
export function useTemplateEngine(): boolean {
  // The server has it at once, and the page must begin as the server drew it.
  const [ready, setReady] = useState(true);
  useEffect(() => {
    if (templateEngine() !== null) return;
    setReady(false);
    loadTemplateEngine().then(
      () => setReady(true),
      () => undefined, // Offline: what needs it asks for it again.
    );
  }, []);
  return ready;
}
