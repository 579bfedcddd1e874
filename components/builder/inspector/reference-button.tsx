"use client";
import { ChevronDown, WandSparkles } from "lucide-react";
import { useRef, useState } from "react";
import type { FieldType } from "@/lib/graph/descriptor";
import { useFieldDrop } from "./field-drag";
import { FieldPicker } from "./field-picker";
import { useInspector } from "./inspector-context";
import { Pill } from "./pill";
import { PillMenu } from "./pill-menu";

interface Props {
  value: string;
  label: string;
  onChange: (raw: string, type: FieldType) => void;
  /** The field alone, without formats. */
  plain?: boolean;
}

/** One field, chosen from the picker, and its formats. */
export function ReferenceButton({ value, label, onChange, plain }: Props) {
  const [open, setOpen] = useState<"picker" | "formats" | null>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const drop = useFieldDrop(({ raw, type }) => onChange(raw, type));
  const formatButton = useRef<HTMLButtonElement>(null);
  const { typeOf, pillOf } = useInspector();
  const canFormat = value !== "" && !plain;
  const close = () => {
    setOpen(null);
    formatButton.current?.focus();
  };
  return (
    <div className="in-reference" ref={anchor}>
      <button
        {...drop}
        type="button"
        className="in-field-button"
        aria-label={`${label}: ${value === "" ? "pick a field" : pillOf(value).label}`}
        aria-haspopup="dialog"
        aria-expanded={open === "picker"}
        onClick={() => setOpen(open === "picker" ? null : "picker")}
      >
        {value === "" ? "Pick a field" : <Pill raw={value} />}
        {!canFormat && <ChevronDown aria-hidden size={14} />}
      </button>
      {canFormat && (
        <button
          ref={formatButton}
          type="button"
          className="in-insert"
          aria-label={`Format ${label.toLowerCase()}`}
          title="Format the field: part of a link, lower case, date…"
          aria-haspopup="dialog"
          aria-expanded={open === "formats"}
          onClick={() => setOpen("formats")}
        >
          <WandSparkles aria-hidden size={14} />
        </button>
      )}
      <FieldPicker
        open={open === "picker"}
        onOpenChange={(next) => setOpen(next ? "picker" : null)}
        anchor={anchor}
        chosen={value}
        plain={plain}
        onPick={(raw, row) => onChange(raw, row.field.type)}
      />
      <PillMenu
        raw={open === "formats" ? value : null}
        anchor={anchor}
        onChange={(raw) => onChange(raw, typeOf(raw))}
        onClose={close}
      />
    </div>
  );
}
