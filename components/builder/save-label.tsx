"use client";
import type { SaveState } from "./autosave";
import { useBuilder, useCommands, useScene } from "./builder-context";
import { useOnline } from "./use-offline-page";

const WORDS: Record<SaveState["kind"], string> = {
  saved: "Saved",
  unsaved: "Saving…",
  saving: "Saving…",
  offline: "Offline, kept in this browser",
  failed: "Not saved",
  conflict: "Changed elsewhere, too",
};

const wordsOf = (state: SaveState, online: boolean): string => {
  if (state.kind === "offline" && !state.kept) return "Offline, not saved";
  return state.kind === "saved" && !online ? "Offline" : WORDS[state.kind];
};

const hintOf = (state: SaveState, online: boolean): string | undefined => {
  if (state.kind === "failed") return state.message;
  if (state.kind === "saved" && !online)
    return "There is no network. Go on working: changes are kept in this browser and sent when it is back.";
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
  const online = useOnline();
  const words = wordsOf(state, online);
  return (
    <span className="bd-saved" data-state={state.kind} data-kept={"kept" in state ? state.kept : undefined}>
      <span role="status" data-testid="save-state" title={hintOf(state, online)}>
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
