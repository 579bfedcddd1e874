"use client";
import { useSyncExternalStore } from "react";

/** A phone: too narrow for a canvas. */
const QUERY = "(max-width: 767px)";

function subscribe(changed: () => void): () => void {
  const list = matchMedia(QUERY);
  list.addEventListener("change", changed);
  return () => list.removeEventListener("change", changed);
}

/** False on the server, which knows no screen. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(QUERY).matches,
    () => false,
  );
