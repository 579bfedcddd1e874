"use client";
import { useLexicalComposerContext } from "@lexical/react/LexicalComposerContext";
import { $getSelection, $isNodeSelection, createCommand, type LexicalCommand, type NodeKey } from "lexical";
import { useEffect, useState } from "react";
import { Pill } from "./pill";

/** Opens the menu of a pill, by its node's key. */
export const OPEN_PILL: LexicalCommand<NodeKey> = createCommand("OPEN_PILL");

/** A pill within text: a click opens its menu, and so does Enter while the arrows have selected it (token-keys.ts). */
export function TokenPill({ raw, nodeKey }: { raw: string; nodeKey: NodeKey }) {
  const [editor] = useLexicalComposerContext();
  const selected = useSelected(nodeKey);
  return (
    // biome-ignore lint/a11y/useSemanticElements: within text that can be edited a button would take the caret
    // biome-ignore lint/a11y/useKeyWithClickEvents: the text field has the focus and handles the keys
    <span
      role="button"
      tabIndex={-1}
      aria-haspopup="dialog"
      onClick={() => editor.dispatchCommand(OPEN_PILL, nodeKey)}
    >
      <Pill raw={raw} selected={selected} />
    </span>
  );
}

/** By itself, as the arrows do it. Lexical's own hook also means a caret beside it. */
function useSelected(nodeKey: NodeKey): boolean {
  const [editor] = useLexicalComposerContext();
  const [selected, setSelected] = useState(false);
  useEffect(
    () =>
      editor.registerUpdateListener(({ editorState }) => {
        const selection = editorState.read($getSelection);
        setSelected($isNodeSelection(selection) && selection.has(nodeKey));
      }),
    [editor, nodeKey],
  );
  return selected;
}
