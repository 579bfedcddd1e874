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
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  type LexicalEditor,
  type NodeKey,
} from "lexical";
import { useEffect, useRef, useState } from "react";
import { TRIGGER } from "@/lib/graph/references";
import { translateTemplate } from "@/lib/graph/template/foreign-references";
import { useInspector } from "./inspector-context";
import { PillMenu } from "./pill-menu";
import { $createReferenceNode, ReferenceNode } from "./reference-node";
import { $removePill, registerTokenKeys } from "./token-keys";

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
  /** From now on it can be changed from outside. */
  onReady: (editor: LexicalEditor) => void;
}

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

function Behavior({ value, onChange, multiline, onWantField, onReady }: TokenEditorProps) {
  const [editor] = useLexicalComposerContext();
  const [openKey, setOpenKey] = useState<NodeKey | null>(null);
  const { sources } = useInspector();
  const shown = useRef(value);
  const latest = useRef({ onChange, onWantField, onReady, multiline, sources });
  latest.current = { onChange, onWantField, onReady, multiline, sources };
  useEffect(() => {
    const cleanups = [
      editor.registerUpdateListener(({ editorState }) => {
        const text = editorState.read(() => $getRoot().getTextContent());
        if (text === shown.current) return;
        shown.current = text;
        latest.current.onChange(text);
      }),
      registerTokenKeys(editor, {
        multiline: () => latest.current.multiline ?? false,
        wantField: () => latest.current.onWantField(),
        openPill: setOpenKey,
        translate: (text) => {
          const trigger = latest.current.sources.find(({ reference }) => reference === TRIGGER);
          return translateTemplate(text, trigger?.fields ?? []).text;
        },
      }),
    ];
    latest.current.onReady(editor);
    return () => {
      for (const cleanup of cleanups) cleanup();
    };
  }, [editor]);
  useEffect(() => {
    // Undo on the canvas, or another tab: the value changed outside of the field.
    if (value === shown.current) return;
    shown.current = value;
    editor.update(() => $fill(value));
  }, [editor, value]);
  return <OpenPill pillKey={openKey} onOpen={setOpenKey} />;
}

/** The menu of the pill that was opened. */
function OpenPill({ pillKey, onOpen }: { pillKey: NodeKey | null; onOpen: (key: NodeKey | null) => void }) {
  const [editor] = useLexicalComposerContext();
  const anchor = useRef<Element | null>(null);
  const $pill = () => {
    const node = pillKey === null ? null : $getNodeByKey(pillKey);
    return node instanceof ReferenceNode ? node : null;
  };
  const raw = editor.read(() => $pill()?.getTextContent() ?? null);
  if (pillKey !== null) anchor.current = editor.getElementByKey(pillKey)?.closest(".in-token-row") ?? null;
  const close = (change?: () => void) => {
    onOpen(null);
    editor.update(() => {
      $pill()?.selectNext(0, 0);
      change?.();
    });
    editor.focus();
  };
  // At once: what is typed in the menu comes back from the field.
  const rewrite = (next: string) => editor.update(() => $pill()?.setRaw(next), { discrete: true });
  const remove = () =>
    close(() => {
      const pill = $pill();
      if (pill) $removePill(pill);
    });
  return <PillMenu raw={raw} anchor={anchor} onChange={rewrite} onRemove={remove} onClose={() => close()} />;
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

/** Another text altogether, with the caret at its end. */
export function replaceText(editor: LexicalEditor, text: string): void {
  editor.update(() => {
    $fill(text);
    $getRoot().selectEnd();
  });
  editor.focus();
}
