"use client";
import { Menu as Base } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import { Kbd } from "./kbd";
import { below } from "./placing";

export interface MenuItem {
  label: string;
  onSelect: () => void;
  /** Its shortcut, a text for each key. */
  keys?: readonly string[];
  danger?: boolean;
  disabled?: boolean;
}

interface Props {
  label: string;
  items: readonly MenuItem[];
  trigger: ReactElement<Record<string, unknown>>;
  defaultOpen?: boolean;
}

export function Menu({ label, items, trigger, defaultOpen = false }: Props) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner {...below("end")}>
          <Base.Popup className="ui-menu" aria-label={label}>
            {items.map((item) => (
              <Base.Item
                key={item.label}
                className="ui-menu-item"
                data-danger={item.danger || undefined}
                disabled={item.disabled}
                onClick={item.onSelect}
              >
                {item.label}
                {item.keys && item.keys.length > 0 && (
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
