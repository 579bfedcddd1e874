"use client";
/** The keys of all commands. Fields keep their own: nothing acts while someone types, but what says so. */
import { useEffect } from "react";
import { type BuilderScene, useScene } from "../builder-context";
import { type Command, fits, focusedStepId, nowOf } from "./command";
import { keyOf } from "./keys";
import { commands } from "./registry";

const byKey = new Map(
  commands
    .filter(({ keysBelongTo }) => keysBelongTo === undefined)
    .flatMap((command) => (command.keys ?? []).map((key): [string, Command] => [key, command])),
);

export function useCommandKeys(): void {
  const scene = useScene();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => press(event, scene);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [scene]);
}

function press(event: KeyboardEvent, scene: BuilderScene): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && leavePanel(event.target, scene)) return;
  const command = byKey.get(keyOf(event));
  if (command === undefined || (isBusy(event.target) && !command.whileTyping)) return;
  const now = nowOf(scene, { focusedId: focusedStepId() });
  if (!fits(command, now)) return;
  event.preventDefault();
  command.run(now);
}

/** From the form back to the step that it belongs to; the form stays open. */
function leavePanel(target: EventTarget | null, { store }: BuilderScene): boolean {
  const [id] = store.getState().selectedIds;
  if (id === undefined || !(target instanceof Element) || !target.closest(".bd-panel")) return false;
  const escaped = CSS.escape(id);
  const step = document.querySelector<HTMLElement>(
    `[data-outline-step="${escaped}"], .react-flow__node[data-id="${escaped}"]`,
  );
  step?.focus();
  return step !== null;
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
