"use client";
import { useEffect } from "react";
import { useScene } from "./builder-context";

/** Hands every change to the autosave, and sees that nothing is lost when the page goes. */
export function useDraftSaving(): void {
  const { store, autosave } = useScene();
  useEffect(() => {
    const stop = store.subscribe((state, before) => {
      if (state.history.document !== before.history.document) autosave.change(state.history.document);
    });
    const saveNow = () => {
      if (document.visibilityState === "hidden") void autosave.flush();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (!autosave.isDirty) return;
      void autosave.flush();
      event.preventDefault();
    };
    document.addEventListener("visibilitychange", saveNow);
    window.addEventListener("beforeunload", warn);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", saveNow);
      window.removeEventListener("beforeunload", warn);
      // Leaving by a link within the app unmounts without an unload.
      void autosave.flush();
    };
  }, [store, autosave]);
}
