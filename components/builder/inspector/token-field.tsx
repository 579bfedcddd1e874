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
  // Its code may be on its way while the button beside it is there already.
  const coming = useRef<((editor: LexicalEditor) => void)[]>([]);
  const change = (how: (editor: LexicalEditor) => void) => {
    if (editor.current) how(editor.current);
    else coming.current.push(how);
  };
  const onReady = (ready: LexicalEditor) => {
    editor.current = ready;
    for (const how of coming.current.splice(0)) how(ready);
  };
  const insert = async (raw: string) => {
    const { insertReference } = await import("./token-editor");
    change((it) => insertReference(it, raw));
  };
  const drop = useFieldDrop(({ raw }) => void insert(raw));
  const replace = async (text: string) => {
    const { replaceText } = await import("./token-editor");
    change((it) => replaceText(it, text));
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
          onReady={onReady}
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
