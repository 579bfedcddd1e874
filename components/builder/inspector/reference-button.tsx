"use client";
import { ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import type { FieldType } from "@/lib/graph/descriptor";
import { useFieldDrop } from "./field-drag";
import { FieldPicker } from "./field-picker";
import { Pill } from "./pill";

interface Props {
  value: string;
  label: string;
  onChange: (raw: string, type: FieldType) => void;
}

/** One field, chosen from the picker. */
export function ReferenceButton({ value, label, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const drop = useFieldDrop(({ raw, type }) => onChange(raw, type));
  return (
    <>
      <button
        {...drop}
        ref={anchor}
        type="button"
        className="in-field-button"
        aria-label={value === "" ? `${label}: pick a field` : label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {value === "" ? "Pick a field" : <Pill raw={value} />}
        <ChevronDown aria-hidden size={14} />
      </button>
      <FieldPicker
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        chosen={value}
        onPick={(raw, row) => {
          setOpen(false);
          onChange(raw, row.field.type);
        }}
      />
    </>
  );
}
