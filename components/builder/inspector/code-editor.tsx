"use client";
import { useRef } from "react";
import { Textarea } from "../../ui/textarea";
import { useFieldDrop } from "./field-drag";

interface Props {
  value: string;
  placeholder: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Text of equal width. Tab leaves it, as any field; a field that is dropped stands where the caret is. */
export function CodeEditor({ value, placeholder, onChange }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const write = (text: string) => onChange(text === "" ? undefined : text);
  const drop = useFieldDrop(({ raw }) => {
    const area = box.current?.querySelector("textarea");
    const [from, to] = [area?.selectionStart ?? value.length, area?.selectionEnd ?? value.length];
    write(value.slice(0, from) + raw + value.slice(to));
  });
  return (
    <div ref={box} {...drop}>
      <Textarea
        className="in-code"
        rows={Math.min(18, Math.max(6, value.split("\n").length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        placeholder={placeholder}
        value={value}
        onChange={(event) => write(event.target.value)}
      />
    </div>
  );
}
