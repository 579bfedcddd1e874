"use client";
import { useEffect } from "react";
import { toast } from "sonner";
import { type BuilderScene, useScene } from "./builder-context";
import { copySteps, pasteSteps } from "./clipboard";

/** Copy, cut and paste through the browser's own events, so no permission is asked for. */
export function useClipboard(): void {
  const scene = useScene();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => copy(event, scene);
    const onCut = (event: ClipboardEvent) => {
      if (!copy(event, scene)) return;
      const { selectedIds, apply } = scene.store.getState();
      apply({ kind: "removeNodes", nodeIds: [...selectedIds] });
    };
    const onPaste = (event: ClipboardEvent) => paste(event, scene);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCut);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCut);
      document.removeEventListener("paste", onPaste);
    };
  }, [scene]);
}

function isText(event: ClipboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.closest("input, textarea, [contenteditable]:not([contenteditable=false])");
  return typing != null || !(window.getSelection()?.isCollapsed ?? true);
}

function copy(event: ClipboardEvent, { store }: BuilderScene): boolean {
  const { history, selectedIds } = store.getState();
  const text = isText(event) ? null : copySteps(history.document, selectedIds);
  if (text === null || !event.clipboardData) return false;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
  toast(selectedIds.length === 1 ? "Copied the step" : `Copied ${selectedIds.length} steps`);
  return true;
}

function paste(event: ClipboardEvent, { store, lookup, canvas }: BuilderScene): void {
  if (isText(event)) return;
  const { history, apply, select } = store.getState();
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const center = canvas.current?.center() ?? { x: 0, y: 0 };
  const pasted = pasteSteps({ document: history.document, lookup, text, center });
  if (pasted === null) return;
  event.preventDefault();
  apply(pasted.operation);
  select(pasted.ids);
}
