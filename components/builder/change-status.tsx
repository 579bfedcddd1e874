"use client";
import { useEffect, useState } from "react";
import { useScene } from "./builder-context";
import type { History } from "./history";

/** Says to screen readers what was done, undone or done again. Typing is heard already. */
export function ChangeStatus() {
  const { store } = useScene();
  const [words, setWords] = useState("");
  useEffect(
    () =>
      store.subscribe((state, before) => {
        const next = wordsFor(before.history, state.history);
        if (next !== null) setWords(next);
      }),
    [store],
  );
  return (
    <div className="sr-only" role="status" data-testid="change-status">
      {words}
    </div>
  );
}

/** Null where there is nothing to say. */
export function wordsFor(before: History, after: History): string | null {
  if (before === after) return null;
  if (after.merges > before.merges) return "Changes made elsewhere were taken in";
  const [past, future] = [after.past.at(-1), after.future.at(-1)];
  if (after.future.length > before.future.length) return `Undone: ${future?.name}`;
  if (past === undefined) return null;
  const waiting = before.future.at(-1);
  if (waiting?.name === past.name && waiting.atMs === past.atMs) return `Done again: ${past.name}`;
  const isTyping = past.group?.startsWith("move") === false;
  return isTyping ? null : `Done: ${past.name}`;
}
