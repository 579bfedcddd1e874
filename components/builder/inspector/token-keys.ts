/** Keys, clipboard and text of a field with pills, as Lexical's commands. */
import {
  $createNodeSelection,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  $setSelection,
  COMMAND_PRIORITY_HIGH,
  COPY_COMMAND,
  CUT_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  type NodeKey,
  PASTE_COMMAND,
  PASTE_TAG,
  TextNode,
} from "lexical";
import { firstReference } from "@/lib/graph/references";
import { $createReferenceNode, ReferenceNode } from "./reference-node";
import { OPEN_PILL } from "./token-pill";

/** What the field does with it; the newest are asked each time. */
export interface FieldActions {
  multiline: () => boolean;
  /** `{` was typed. */
  wantField: () => void;
  openPill: (key: NodeKey) => void;
  /** Pasted text in this workflow's names. */
  translate: (text: string) => string;
}

export function registerTokenKeys(editor: LexicalEditor, actions: FieldActions): () => void {
  const onSelected = (act: (pill: ReferenceNode) => void) => (event: Event | null) => {
    const pill = $selectedPill();
    if (pill === null) return false;
    event?.preventDefault();
    act(pill);
    return true;
  };
  const remove = onSelected($removePill);
  const cleanups = [
    editor.registerNodeTransform(TextNode, $makePills),
    editor.registerCommand(OPEN_PILL, (key) => $open(key, actions), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const pill = $selectedPill();
        // One line: Enter does nothing in the text, and leaves the form's own meaning to the form.
        if (pill === null) return !actions.multiline();
        event?.preventDefault();
        return $open(pill.getKey(), actions);
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(KEY_BACKSPACE_COMMAND, remove, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(KEY_DELETE_COMMAND, remove, COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_ARROW_LEFT_COMMAND,
      onSelected((pill) => pill.selectPrevious()),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_ARROW_RIGHT_COMMAND,
      onSelected((pill) => pill.selectNext(0, 0)),
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(COPY_COMMAND, (event) => $copyPill(event, false), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(CUT_COMMAND, (event) => $copyPill(event, true), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(PASTE_COMMAND, (event) => paste(editor, event, actions), COMMAND_PRIORITY_HIGH),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (event.key !== "{" || event.ctrlKey || event.metaKey) return false;
        event.preventDefault();
        actions.wantField();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  ];
  return () => {
    for (const cleanup of cleanups) cleanup();
  };
}

/** The one pill that is selected as a whole. */
function $selectedPill(): ReferenceNode | null {
  const selection = $getSelection();
  const [only, ...others] = $isNodeSelection(selection) ? selection.getNodes() : [];
  return only instanceof ReferenceNode && others.length === 0 ? only : null;
}

function $open(key: NodeKey, actions: FieldActions): true {
  const selection = $createNodeSelection();
  selection.add(key);
  $setSelection(selection);
  actions.openPill(key);
  return true;
}

export function $removePill(pill: ReferenceNode): void {
  pill.selectPrevious();
  pill.remove();
}

/** Whole references in typed or pasted text become pills. */
function $makePills(node: TextNode): void {
  const found = firstReference(node.getTextContent());
  if (found === null) return;
  const { begin, reference } = found;
  const parts = node.splitText(begin, begin + reference.raw.length);
  const target = begin === 0 ? parts[0] : parts[1];
  target?.replace($createReferenceNode(reference.raw));
}

type Clipboard = ClipboardEvent | InputEvent | KeyboardEvent | null;
const dataOf = (event: Clipboard): DataTransfer | null =>
  event instanceof ClipboardEvent ? event.clipboardData : null;

/** One selected pill, as Liquid; ranges of text do it by themselves. */
function $copyPill(event: Clipboard, cut: boolean): boolean {
  const pill = $selectedPill();
  if (pill === null) return false;
  const text = pill.getTextContent();
  const data = dataOf(event);
  if (data) data.setData("text/plain", text);
  else copyText(text);
  event?.preventDefault();
  if (cut) $removePill(pill);
  return true;
}

/** Lexical hands on the key, not the browser's event. By command, as pages without HTTPS have no other clipboard. */
function copyText(text: string): void {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", fill, { capture: true });
  document.execCommand("copy");
  document.removeEventListener("copy", fill, { capture: true });
}

function paste(editor: LexicalEditor, event: Clipboard, actions: FieldActions): boolean {
  const text = dataOf(event)?.getData("text/plain") ?? "";
  if (text === "") return false;
  event?.preventDefault();
  const ours = actions.translate(text);
  const fitting = actions.multiline() ? ours : ours.replace(/\s*\r?\n\s*/g, " ");
  editor.update(
    () => {
      $selectedPill()?.selectNext(0, 0);
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.insertRawText(fitting);
    },
    { tag: PASTE_TAG },
  );
  return true;
}
