"use client";
/** One menu for many buttons: a list of hundreds of rows draws it once, at the button that was pressed. */
import { Menu as Base } from "@base-ui/react/menu";
import { useRef } from "react";
import { Kbd } from "./kbd";
import type { MenuItem } from "./menu";
import { below } from "./placing";

export interface AnchoredMenuItem extends MenuItem {
  /** It moves the focus itself, so the button does not get it back. */
  takesFocus?: boolean;
}

interface Props {
  label: string;
  items: readonly AnchoredMenuItem[];
  anchor: HTMLElement;
  onClose: () => void;
}

export function AnchoredMenu({ label, items, anchor, onClose }: Props) {
  const chosen = useRef<AnchoredMenuItem | null>(null);
  const choose = (item: AnchoredMenuItem) => {
    chosen.current = item;
    item.onSelect();
  };
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()} modal={false}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} {...below("end")}>
          <Base.Popup
            className="ui-menu"
            aria-label={label}
            finalFocus={() => (chosen.current?.takesFocus ? false : anchor)}
          >
            {items.map((item) => (
              <Base.Item
                key={item.label}
                className="ui-menu-item"
                data-danger={item.danger || undefined}
                disabled={item.disabled}
                onClick={() => choose(item)}
              >
                {item.label}
                {item.keys && (
                  <span className="ml-auto flex gap-1 pl-6" aria-hidden>
                    {item.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                )}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
