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

const isScriptOrStyle = (name: string) => name.includes("/_next/static/");

/**
 * The page at an address of ours, and all scripts and styles that are fetched for it: parts that are fetched on demand, too. Returns how to
 * stop. What is fetched before the worker has taken this page over passes by it, however late that is, so it is told of all of them.
 */
export function keepPage(path: string): () => void {
  if (!document.documentElement.dataset.build || !("serviceWorker" in navigator)) return () => undefined;
  const { ready } = navigator.serviceWorker;
  const tell = (message: object) => ready.then(({ active }) => active?.postMessage(message));
  void tell({ page: path });
  const observer = new PerformanceObserver((list) => {
    const assets = list.getEntries().map(({ name }) => name);
    void tell({ assets: [...new Set(assets.filter(isScriptOrStyle))] });
  });
  observer.observe({ type: "resource", buffered: true });
  return () => observer.disconnect();
}
