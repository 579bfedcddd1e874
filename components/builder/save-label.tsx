"use client";
import type { SaveState } from "./autosave";
import { useBuilder, useCommands, useScene } from "./builder-context";

const WORDS: Record<SaveState["kind"], string> = {
  saved: "Saved",
  unsaved: "Saving…",
  saving: "Saving…",
  offline: "Offline, kept in this browser",
  failed: "Not saved",
  conflict: "Changed elsewhere, too",
};

const hintOf = (state: SaveState): string | undefined => {
  if (state.kind === "failed") return state.message;
  if (state.kind !== "offline") return undefined;
  return state.kept
    ? "The server does not answer. Your changes are kept in this browser and sent as soon as it does; you may close the page."
    : "The server does not answer, and this browser has no room to keep your changes. Leave this page open until they are saved.";
};

/** "Saved", or how far it is. Announced, so that it is not only seen. */
export function SaveLabel() {
  const state = useBuilder((builder) => builder.saveState);
  const { autosave } = useScene();
  const { openDialog } = useCommands();
  const words = state.kind === "offline" && !state.kept ? "Offline, not saved" : WORDS[state.kind];
  return (
    <span className="bd-saved" data-state={state.kind} data-kept={"kept" in state ? state.kept : undefined}>
      <span role="status" data-testid="save-state" title={hintOf(state)}>
        {words}
      </span>
      {(state.kind === "failed" || state.kind === "offline") && (
        <button type="button" className="bd-link" onClick={() => void autosave.flush()}>
          Try again
        </button>
      )}
      {state.kind === "conflict" && (
        <button type="button" className="bd-link" onClick={() => openDialog("conflict")}>
          Choose
        </button>
      )}
    </span>
  );
}
