"use client";
/** One of what the service offers now, found by typing; anything else that is typed will do, too. */
import { Popover } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import { useRef, useState } from "react";
import { useFieldControl } from "../../ui/field";
import { ChoiceList } from "./choice-list";

interface Props {
  label: string;
  /** Whose list it is; undefined while no connection is chosen. */
  connectionId: string | undefined;
  list: string;
  value: string;
  placeholder: string | undefined;
  onChange: (value: string | undefined) => void;
}

export function ChoiceInput({ label, connectionId, list, value, placeholder, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const pick = (next: string | undefined) => {
    setOpen(false);
    onChange(next);
    anchor.current?.focus();
  };
  return (
    <>
      <button
        {...useFieldControl()}
        ref={anchor}
        type="button"
        className="in-field-button in-choice"
        aria-label={value === "" ? `${label}: choose` : `${label}: ${value}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span data-empty={value === "" || undefined}>{value || placeholder || "Choose"}</span>
        <ChevronDown aria-hidden size={14} />
      </button>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Portal>
          <Popover.Positioner
            anchor={anchor}
            side="bottom"
            align="start"
            sideOffset={6}
            style={{ zIndex: "var(--z-popover)" }}
          >
            <Popover.Popup className="ui-popover in-picker" aria-label={`Choose ${label}`}>
              {open && <ChoiceList {...{ label, connectionId, list, value }} onPick={pick} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}
