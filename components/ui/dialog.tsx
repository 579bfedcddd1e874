"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { type ReactNode, useState } from "react";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  size?: "md" | "lg";
  footer?: ReactNode;
  children?: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, size = "md", footer, children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="ui-backdrop" />
        <Popup size={size}>
          <header className="ui-dialog-head">
            <Base.Title>{title}</Base.Title>
            {description && <Base.Description>{description}</Base.Description>}
          </header>
          {children && <div className="ui-dialog-body">{children}</div>}
          {footer && <footer className="ui-dialog-foot">{footer}</footer>}
        </Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Whoever had the focus before has it again; where that is gone by then, such as a finding that was fixed here, what it was in. */
function Popup({ size, children }: { size: string; children: ReactNode }) {
  // While this is drawn first, nothing in it has taken the focus yet.
  const [homes] = useState(() => homesOf(document.activeElement));
  const returnTo = () => {
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && activeElement?.closest(".ui-dialog") === null;
    if (isElsewhere) return false;
    const home = homes.find(({ isConnected }) => isConnected);
    if (home === undefined || home === homes[0]) return home ?? true;
    // Handed back, it would be the first button in it.
    queueMicrotask(() => home.focus({ preventScroll: true }));
    return false;
  };
  return (
    <Base.Popup className="ui-dialog" data-size={size} finalFocus={returnTo}>
      {children}
    </Base.Popup>
  );
}

function homesOf(element: Element | null): HTMLElement[] {
  const outer = element?.parentElement?.closest("[tabindex]") ?? null;
  const own = element instanceof HTMLElement && element !== document.body ? [element] : [];
  return outer === null ? own : [...own, ...homesOf(outer)];
}
