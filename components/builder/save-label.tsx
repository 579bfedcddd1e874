"use client";
import { useBuilder, useScene } from "./builder-context";

/** "Saved", or how far it is. Announced, so that it is not only seen. */
export function SaveLabel() {
  const state = useBuilder((builder) => builder.saveState);
  const { autosave } = useScene();
  const words = {
    saved: "Saved",
    unsaved: "Saving…",
    saving: "Saving…",
    failed: "Not saved",
    conflict: "Not saved",
  };
  return (
    <span className="bd-saved" role="status" data-state={state.kind} data-testid="save-state">
      <span title={state.kind === "failed" ? state.message : undefined}>{words[state.kind]}</span>
      {state.kind === "failed" && (
        <button type="button" className="bd-link" onClick={() => void autosave.flush()}>
          Try again
        </button>
      )}
    </span>
  );
}
