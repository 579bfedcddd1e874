"use client";
/** Has the service worker (public/service-worker.js) keep what a page is made of, so that it opens without a network. */

/** Once for each page load; where the browser has no workers, or the page is a plain HTTP one elsewhere, nothing happens. */
export function registerServiceWorker(): void {
  const { build } = document.documentElement.dataset;
  if (!build || !("serviceWorker" in navigator)) return;
  // Refused where the site may keep nothing: everything goes on, with a network.
  void navigator.serviceWorker
    .register(`/service-worker.js?build=${encodeURIComponent(build)}`)
    .catch(() => undefined);
}

/** The page at an address of ours, and all scripts and styles that were fetched until now: parts that are fetched on demand, too. */
export async function keepPage(path: string): Promise<void> {
  if (!document.documentElement.dataset.build || !("serviceWorker" in navigator)) return;
  const { active } = await navigator.serviceWorker.ready;
  const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ page: path, assets: [...new Set(fetched)] });
}
