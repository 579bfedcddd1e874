"use client";
/** The keys of all commands. Fields and dialogs keep their own: nothing reaches into them, but what says so. */
import { useEffect } from "react";
import { type BuilderScene, useScene } from "../builder-context";
import { stepElement } from "../focus";
import { type Command, fits, focusedStepId, nowOf, REACHES, type Reach } from "./command";
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
    const tab = createTab();
    const onKey = (event: KeyboardEvent) => {
      if (tab.onKey(event)) press(event, scene);
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("pointerdown", tab.onPress, true);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pointerdown", tab.onPress, true);
    };
  }, [scene]);
}

/** Tab moves the focus, but for who has just pressed empty canvas: that hand is on the mouse. */
function createTab() {
  let isNext = false;
  return {
    onPress({ target }: PointerEvent) {
      isNext = target instanceof Element && target.matches(".react-flow__pane");
    },
    /** Whether this key may be a command's. */
    onKey({ key }: KeyboardEvent): boolean {
      const wasNext = isNext;
      isNext = false;
      return key !== "Tab" || wasNext;
    },
  };
}

function press(event: KeyboardEvent, scene: BuilderScene): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && leavePanel(event.target, scene)) return;
  const command = byKey.get(keyOf(event));
  if (command === undefined || !reaches(command, event.target) || isDialogComing(event.target, scene)) return;
  const now = nowOf(scene, { focusedId: focusedStepId() });
  if (!fits(command, now)) return;
  event.preventDefault();
  command.run(now);
}

/** From the form back to the step that it belongs to; the form stays open. Other panels close. */
function leavePanel(target: EventTarget | null, { store }: BuilderScene): boolean {
  if (!(target instanceof Element) || !target.closest(".bd-panel")) return false;
  const { panel, selectedIds, openPanel } = store.getState();
  if (panel !== "step") {
    openPanel("none");
    return true;
  }
  const step = stepElement(selectedIds[0]);
  step?.focus();
  return step !== null;
}

/** Asked for, and not there yet: what is typed is meant for it, not for the step that has the focus still. */
const isDialogComing = (target: EventTarget | null, { store }: BuilderScene): boolean =>
  store.getState().dialog !== null && whereIs(target) !== "dialogs";

const reaches = ({ reach = "canvas" }: Command, target: EventTarget | null): boolean =>
  REACHES.indexOf(reach) >= REACHES.indexOf(whereIs(target));

function whereIs(target: EventTarget | null): Reach {
  if (!(target instanceof Element)) return "canvas";
  if (target.closest("[role=dialog], [role=alertdialog], [role=menu]")) return "dialogs";
  if (
    target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=listbox]")
  )
    return "fields";
  return target.closest(".bd-panel") ? "panels" : "canvas";
}
