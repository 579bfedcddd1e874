"use client";
import { Braces } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import { isTemplate } from "@/lib/graph/references";
import { useFieldDrop } from "./field-drag";
import { FieldPicker } from "./field-picker";
import { TokenField } from "./token-field";

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
  /** The control for a value of one's own. */
  children: ReactNode;
}

/** A value of one's own, or a field instead: what holds a field is shown with its pill, and emptying that leads back. */
export function LiteralOrField({ label, value, onChange, children }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const drop = useFieldDrop(({ raw }) => onChange(raw));
  if (typeof value === "string" && isTemplate(value))
    return (
      <TokenField
        label={label}
        value={value}
        onChange={(text) => onChange(text.trim() === "" ? undefined : text)}
      />
    );
  return (
    <div ref={anchor} className="in-literal" {...drop}>
      {children}
      <button
        type="button"
        className="in-insert"
        aria-label={`Use a field for ${label}`}
        title="Use a field instead"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Braces aria-hidden size={14} />
      </button>
      <FieldPicker open={open} onOpenChange={setOpen} anchor={anchor} onPick={(raw) => onChange(raw)} />
    </div>
  );
}
