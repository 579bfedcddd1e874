"use client";
import { Popover } from "@base-ui/react/popover";
import type { ReactNode, RefObject } from "react";
import { below } from "../../ui/placing";

interface Props {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<Element | null>;
  /** The edge of the anchor that it keeps to. */
  align: "start" | "end";
  /** There while it is open. */
  children: ReactNode;
}

/** A list to pick from, below what it fills in. */
export function PickerPopover({ label, open, onOpenChange, anchor, align, children }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} {...below(align)}>
          <Popover.Popup className="ui-popover in-picker" aria-label={label}>
            {open && children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
