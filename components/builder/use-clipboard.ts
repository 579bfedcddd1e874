"use client";
import { useEffect } from "react";
import type { Position } from "@/lib/graph/operations/operation";
import { withBodies } from "@/lib/graph/with-bodies";
import { toast } from "../ui/toast";
import { type BuilderScene, useScene } from "./builder-context";
import { copySteps, pasteSteps } from "./clipboard";
import { createStepActions } from "./step-actions";
import { isEditable } from "./store";

/** Copy, cut and paste by key go through the browser's own events, so no permission is asked for. */
export function useClipboard(): void {
  const scene = useScene();
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => copyInto(event, scene);
    const onCut = (event: ClipboardEvent) => {
      if (isEditable(scene.store.getState()) && copyInto(event, scene)) removeSelected(scene);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isText(event)) return;
      if (paste(scene, event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
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
  // A text field has taken it, and what it cut is no longer where it stood.
  if (event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.closest("input, textarea, [contenteditable]:not([contenteditable=false])");
  return typing != null || !(window.getSelection()?.isCollapsed ?? true);
}

const selectedText = ({ store }: BuilderScene): string | null => {
  const { history, selectedIds } = store.getState();
  return copySteps(history.document, selectedIds);
};

function copyInto(event: ClipboardEvent, scene: BuilderScene): boolean {
  const text = isText(event) ? null : selectedText(scene);
  if (text === null || !event.clipboardData) return false;
  event.clipboardData.setData("text/plain", text);
  event.preventDefault();
  sayCopied(scene);
  return true;
}

function sayCopied({ store }: BuilderScene): void {
  const { selectedIds, history } = store.getState();
  const count = withBodies(history.document, selectedIds).length;
  toast(count === 1 ? "Copied" : `Copied ${count} steps`);
}

/** What was copied. */
function removeSelected(scene: BuilderScene): void {
  const { selectedIds, history } = scene.store.getState();
  createStepActions(scene).remove(withBodies(history.document, selectedIds));
}

/** By key into the middle of what is in sight. False when the text holds no steps, or nothing may be changed. */
function paste({ store, lookup, canvas }: BuilderScene, text: string, at?: Position): boolean {
  const state = store.getState();
  const { history, apply, select } = state;
  const place = at ? { corner: at } : { middle: canvas.current?.center() ?? { x: 0, y: 0 } };
  const pasted = isEditable(state) ? pasteSteps({ document: history.document, lookup, text, place }) : null;
  if (pasted === null) return false;
  apply(pasted.operation);
  select(pasted.ids, "quiet");
  return true;
}

const USE_KEYS = "This browser gives a page its clipboard only by key: press Ctrl and C, X or V.";

/** From a menu. True when the clipboard has it. */
export async function copySelected(scene: BuilderScene): Promise<boolean> {
  const text = selectedText(scene);
  if (text === null) return false;
  try {
    await navigator.clipboard.writeText(text);
    sayCopied(scene);
    return true;
  } catch {
    toast.error(USE_KEYS);
    return false;
  }
}

export async function cutSelected(scene: BuilderScene): Promise<void> {
  if (await copySelected(scene)) removeSelected(scene);
}

export async function pasteFromClipboard(scene: BuilderScene, at?: Position): Promise<void> {
  try {
    const text = await navigator.clipboard.readText();
    if (!paste(scene, text, at)) toast("There are no steps in the clipboard.");
  } catch {
    toast.error(USE_KEYS);
  }
}
