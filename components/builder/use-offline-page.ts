"use client";
import { useEffect, useSyncExternalStore } from "react";
import { keepPage } from "../shell/offline-pages";
import { useScene } from "./builder-context";
import { keepLastSaved, readLastSaved } from "./last-saved";
import { whenIdle } from "./when-idle";

/** Saves come one after another while somebody works. */
const KEEP_MS = 1_000;

/** Sees that this builder opens without a network, and as it was left. */
export function useOfflinePage(): void {
  const { store, autosave } = useScene();
  useEffect(() => {
    const { id } = store.getState().facts;
    const last = readLastSaved(id);
    if (last !== null && last.revision > autosave.revision) autosave.receive(last);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      timer = undefined;
      const { history } = store.getState();
      if (autosave.isDirty) return;
      keepLastSaved(id, { document: history.document, title: history.title, revision: autosave.revision });
    };
    const stop = store.subscribe((state, before) => {
      if (state.saveState !== before.saveState && state.saveState.kind === "saved")
        timer ??= setTimeout(keep, KEEP_MS);
    });
    const gone = () => {
      if (timer !== undefined) keep();
    };
    window.addEventListener("pagehide", gone);
    return () => {
      stop();
      clearTimeout(timer);
      gone();
      window.removeEventListener("pagehide", gone);
    };
  }, [store, autosave]);
  useEffect(() => {
    const { id } = store.getState().facts;
    let stop: (() => void) | undefined;
    const callOff = whenIdle(() => {
      stop = keepPage(`/workflows/${id}`);
    });
    return () => {
      callOff();
      stop?.();
    };
  }, [store]);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** False only where the browser is sure. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
