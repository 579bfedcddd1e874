"use client";
import { useEffect } from "react";
import { toast } from "../ui/toast";
import { type BuilderScene, useScene } from "./builder-context";

/** Less than anybody notices, more than a keystroke. */
const KEEP_MS = 300;

/** Hands every change to the autosave, and sees that nothing is lost when the page goes. */
export function useDraftSaving(): void {
  const scene = useScene();
  useEffect(() => {
    const { store, autosave, unsent } = scene;
    const keeper = keepSoon(() => autosave.keep());
    const stop = store.subscribe((state, before) => {
      const { document, title } = state.history;
      if (document === before.history.document && title === before.history.title) return;
      autosave.change();
      keeper.soon();
    });
    const leave = stopLeaving(scene);
    const letGo = unsent.hold();
    void restoreNext(scene);
    return () => {
      stop();
      leave();
      keeper.cancel();
      // Leaving by a link within the app unmounts without an unload. What cannot be sent now is there when the workflow is opened again.
      autosave.keep();
      void autosave.flush().finally(() => {
        autosave.dispose();
        letGo();
      });
    };
  }, [scene]);
}

function keepSoon(keep: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        keep();
      }, KEEP_MS);
    },
    cancel: () => clearTimeout(timer),
  };
}

function stopLeaving({ autosave }: BuilderScene): () => void {
  const hidden = () => {
    if (document.visibilityState !== "hidden") return;
    autosave.keep();
    void autosave.flush();
  };
  const online = () => void autosave.flush();
  const unload = (event: BeforeUnloadEvent) => {
    if (!autosave.isDirty) return;
    void autosave.flush();
    if (!autosave.isSafe) event.preventDefault();
  };
  const keep = () => void autosave.keep();
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", unload);
  window.addEventListener("pagehide", keep);
  return () => {
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("online", online);
    window.removeEventListener("beforeunload", unload);
    window.removeEventListener("pagehide", keep);
  };
}

/** One after another: each is settled, and saved, before the next. */
async function restoreNext(scene: BuilderScene): Promise<void> {
  const { store, autosave, unsent } = scene;
  const found = await unsent.next();
  if (found === null) return;
  autosave.restore(found.unsent);
  found.forget();
  if (!autosave.isDirty) return restoreNext(scene);
  const at = new Date(found.unsent.at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  toast(`Changes of ${at} that were not sent yet are here again.`);
  const stop = store.subscribe(({ saveState }) => {
    if (saveState.kind !== "saved") return;
    stop();
    void restoreNext(scene);
  });
}
