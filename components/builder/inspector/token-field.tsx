"use client";
import type { LexicalEditor } from "lexical";
import { Braces } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { useFieldControl } from "../../ui/field";
import { untilLoaded } from "../../ui/until-loaded";
import { useFieldDrop } from "./field-drag";
import { FieldPicker } from "./field-picker";
import { TokenForeign } from "./token-foreign";

const TokenEditor = dynamic(() => untilLoaded(() => import("./token-editor")), {
  ssr: false,
  loading: () => <div className="ui-input in-token-text" />,
});

interface Props {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder?: string | undefined;
  multiline?: boolean | undefined;
}

/** Text with pills. The button, or `{`, opens the picker; everything can be done by clicking. */
export function TokenField({ value, onChange, label, placeholder, multiline }: Props) {
  const [open, setOpen] = useState(false);
  const editor = useRef<LexicalEditor | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const control = useFieldControl();
  const insert = async (raw: string) => {
    const { insertReference } = await import("./token-editor");
    if (editor.current) insertReference(editor.current, raw);
  };
  const drop = useFieldDrop(({ raw }) => void insert(raw));
  const replace = async (text: string) => {
    const { replaceText } = await import("./token-editor");
    if (editor.current) replaceText(editor.current, text);
  };
  return (
    <>
      <div className="in-token-row" ref={anchor} {...drop}>
        <TokenEditor
          value={value}
          onChange={onChange}
          label={label}
          placeholder={placeholder}
          multiline={multiline}
          invalid={control["aria-invalid"]}
          describedBy={control["aria-describedby"]}
          onWantField={() => setOpen(true)}
          editorRef={editor}
        />
        <button
          type="button"
          className="in-insert"
          aria-label={`Insert a field into ${label}`}
          title="Insert a field"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Braces aria-hidden size={14} />
        </button>
        <FieldPicker open={open} onOpenChange={setOpen} anchor={anchor} onPick={insert} />
      </div>
      <TokenForeign value={value} onReplace={replace} />
    </>
  );
}
