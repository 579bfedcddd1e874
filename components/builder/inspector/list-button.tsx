"use client";
import { ChevronDown } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useFieldControl } from "../../ui/field";
import { PickerPopover } from "./picker-popover";

interface Props {
  label: string;
  /** The value as people read it; empty: none. */
  shown: string;
  placeholder: string | undefined;
  onPick: (value: string | undefined) => void;
  /** The list; `pick` closes it. */
  children: (pick: (value: string | undefined) => void) => ReactNode;
}

/** A button with what is chosen, which opens a list to choose another from. */
export function ListButton({ label, shown, placeholder, onPick, children }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const pick = (value: string | undefined) => {
    setOpen(false);
    onPick(value);
    anchor.current?.focus();
  };
  return (
    <>
      <button
        {...useFieldControl()}
        ref={anchor}
        type="button"
        className="in-field-button in-choice"
        aria-label={`${label}: ${shown === "" ? "choose" : shown}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span data-empty={shown === "" || undefined}>{shown || placeholder || "Choose"}</span>
        <ChevronDown aria-hidden size={14} />
      </button>
      <PickerPopover
        label={`Choose ${label}`}
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        align="start"
      >
        {open && children(pick)}
      </PickerPopover>
    </>
  );
}
