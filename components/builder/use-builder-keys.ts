"use client";
/** Keys of the whole builder. Fields keep their own: nothing here acts while someone types, but saving. */
import { useEffect } from "react";
import { type BuilderScene, useScene } from "./builder-context";
import { createStepActions } from "./step-actions";

export function useBuilderKeys(): void {
  const scene = useScene();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const run = commandOf(event, scene);
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [scene]);
}

type Command = () => void;

function commandOf(event: KeyboardEvent, scene: BuilderScene): Command | undefined {
  if (event.defaultPrevented) return undefined;
  const withModifier = event.ctrlKey || event.metaKey;
  if (withModifier && event.key.toLowerCase() === "s") return () => void scene.autosave.flush();
  if (isBusy(event.target)) return undefined;
  return withModifier ? modified(event, scene) : plain(event, scene);
}

function modified(event: KeyboardEvent, scene: BuilderScene): Command | undefined {
  const { undo, redo, select, selectedIds, history } = scene.store.getState();
  const actions = createStepActions(scene);
  const commands: Record<string, Command> = {
    z: event.shiftKey ? redo : undo,
    y: redo,
    a: () => select(history.document.nodes.map(({ id }) => id)),
    d: () => actions.duplicate(selectedIds),
    k: () => scene.store.getState().openPalette({ kind: "flyout" }),
  };
  return commands[event.key.toLowerCase()];
}

function plain(event: KeyboardEvent, scene: BuilderScene): Command | undefined {
  const { openPalette, openDialog, selectedIds } = scene.store.getState();
  const { canvas } = scene;
  const remove = () => createStepActions(scene).remove(selectedIds);
  const commands = new Map<string, Command>([
    ["n", () => openPalette({ kind: "flyout" })],
    ["?", () => openDialog("shortcuts")],
    ["1", () => canvas.current?.fit()],
    ["+", () => canvas.current?.zoomIn()],
    ["-", () => canvas.current?.zoomOut()],
    ["T", () => canvas.current?.tidy(selectedIds.length > 1 ? selectedIds : undefined)],
    ["Delete", remove],
    ["Backspace", remove],
    ["Escape", () => closeTopmost(scene)],
  ]);
  return commands.get(event.key);
}

function closeTopmost({ store }: BuilderScene): void {
  const { palette, panel, openPalette, openPanel, select } = store.getState();
  if (palette) openPalette(null);
  else if (panel === "step") select([]);
  else openPanel("none");
}

/** Typing, or in a dialog, menu or panel: only keys pressed over the canvas or nothing are ours. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(
      "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog], [role=menu], [role=listbox], .bd-panel",
    ) !== null
  );
}
