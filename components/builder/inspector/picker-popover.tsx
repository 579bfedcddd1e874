"use client";
import { Popover } from "@base-ui/react/popover";
import { type ReactNode, type RefObject, useState } from "react";
import { hasLostFocus } from "../../ui/focus";
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
          <Popup label={label}>{open && children}</Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Whoever had the focus before has it again, unless a press has taken it elsewhere. */
function Popup({ label, children }: Pick<Props, "label" | "children">) {
  // While this is drawn first, the search box has not taken the focus yet; later nobody could say who had it.
  const [before] = useState(() => document.activeElement);
  const returnTo = () => {
    const isTaken = !hasLostFocus() && document.activeElement?.closest("[data-picker]") === null;
    return !isTaken && before instanceof HTMLElement && before.isConnected ? before : false;
  };
  return (
    <Popover.Popup className="ui-popover in-picker" data-picker="" aria-label={label} finalFocus={returnTo}>
      {children}
    </Popover.Popup>
  );
}
