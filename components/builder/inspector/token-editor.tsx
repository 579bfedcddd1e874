"use client";
/** The text field with pills. Loaded when a form first needs one. */
import { LexicalComposer } from "@lexical/react/LexicalComposer";
import { useLexicalComposerContext } from "@lexical/react/LexicalComposerContext";
import { ContentEditable } from "@lexical/react/LexicalContentEditable";
import { LexicalErrorBoundary } from "@lexical/react/LexicalErrorBoundary";
import { HistoryPlugin } from "@lexical/react/LexicalHistoryPlugin";
import { PlainTextPlugin } from "@lexical/react/LexicalPlainTextPlugin";
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_HIGH,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  type LexicalEditor,
  TextNode,
} from "lexical";
import { type RefObject, useEffect, useRef } from "react";
import { $createReferenceNode, ReferenceNode } from "./reference-node";

export interface TokenEditorProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string | undefined;
  multiline?: boolean | undefined;
  invalid?: boolean | undefined;
  describedBy?: string | undefined;
  /** `{` was typed: open the picker. */
  onWantField: () => void;
  editorRef: RefObject<LexicalEditor | null>;
}

const REFERENCE = /\{\{[^{}]*\}\}/;

export default function TokenEditor(props: TokenEditorProps) {
  const { value, label, placeholder, multiline, invalid, describedBy } = props;
  const config = {
    namespace: "token-field",
    nodes: [ReferenceNode],
    editorState: () => $fill(value),
    onError: (error: Error) => {
      throw error;
    },
  };
  return (
    <LexicalComposer initialConfig={config}>
      <div className="in-token" data-multiline={multiline || undefined}>
        <PlainTextPlugin
          contentEditable={
            <ContentEditable
              className="ui-input in-token-text"
              ariaLabel={label}
              aria-multiline={multiline ?? false}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              aria-placeholder={placeholder ?? ""}
              placeholder={<div className="in-token-placeholder">{placeholder}</div>}
            />
          }
          ErrorBoundary={LexicalErrorBoundary}
        />
        <HistoryPlugin />
        <Behavior {...props} />
      </div>
    </LexicalComposer>
  );
}

function $fill(value: string): void {
  const paragraph = $createParagraphNode();
  for (const [index, line] of value.split("\n").entries()) {
    if (index > 0) paragraph.append($createLineBreakNode());
    if (line !== "") paragraph.append($createTextNode(line));
  }
  $getRoot().clear().append(paragraph);
}

/** Whole references in typed or pasted text become pills. */
function $makePills(node: TextNode): void {
  const match = REFERENCE.exec(node.getTextContent());
  if (match === null) return;
  const parts = node.splitText(match.index, match.index + match[0].length);
  const target = match.index === 0 ? parts[0] : parts[1];
  target?.replace($createReferenceNode(match[0]));
}

function Behavior({ value, onChange, multiline, onWantField, editorRef }: TokenEditorProps) {
  const [editor] = useLexicalComposerContext();
  const shown = useRef(value);
  const callbacks = useRef({ onChange, onWantField });
  callbacks.current = { onChange, onWantField };
  useEffect(() => {
    editorRef.current = editor;
    const cleanups = [
      editor.registerNodeTransform(TextNode, $makePills),
      editor.registerUpdateListener(({ editorState }) => {
        const text = editorState.read(() => $getRoot().getTextContent());
        if (text === shown.current) return;
        shown.current = text;
        callbacks.current.onChange(text);
      }),
      // One line: Enter does nothing here, and leaves the form's own meaning to the form.
      editor.registerCommand(KEY_ENTER_COMMAND, () => !multiline, COMMAND_PRIORITY_HIGH),
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          if (event.key !== "{" || event.ctrlKey || event.metaKey) return false;
          event.preventDefault();
          callbacks.current.onWantField();
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    ];
    return () => {
      for (const cleanup of cleanups) cleanup();
    };
  }, [editor, editorRef, multiline]);
  useEffect(() => {
    // Undo on the canvas, or another tab: the value changed outside of the field.
    if (value === shown.current) return;
    shown.current = value;
    editor.update(() => $fill(value));
  }, [editor, value]);
  return null;
}

/** Puts a reference where the caret is, else at the end. */
export function insertReference(editor: LexicalEditor, raw: string): void {
  editor.update(() => {
    const selection = $getSelection();
    const node = $createReferenceNode(raw);
    if ($isRangeSelection(selection)) selection.insertNodes([node]);
    else $getRoot().selectEnd().insertNodes([node]);
  });
  editor.focus();
}
