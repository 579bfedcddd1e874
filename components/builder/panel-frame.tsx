"use client";
import { X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef } from "react";
import { IconButton } from "../ui/icon-button";
import { useScene } from "./builder-context";
import { mayTakeFocus } from "./focus";
import { useKeptFocus } from "./kept-focus";
import { PanelResizer } from "./panel-resizer";
import { useReturnFocus } from "./return-focus";

interface Props {
  label: string;
  icon?: ReactNode;
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  /** It was asked for, so it has the focus. A step's form comes with its step, and is entered. */
  takesFocus?: boolean;
  children: ReactNode;
  footer?: ReactNode;
}

/** The panel at the right: a head that stays, content that scrolls. */
export function PanelFrame(props: Props) {
  const { label, icon, title, subtitle, actions, onClose, takesFocus = false, children, footer } = props;
  const panel = useRef<HTMLElement>(null);
  return (
    <aside ref={panel} className="bd-panel" aria-label={label} tabIndex={takesFocus ? -1 : undefined}>
      {takesFocus && <FocusWhileOpen panel={panel} />}
      <PanelResizer label={label} />
      <header className="bd-panel-head">
        {icon}
        <div className="bd-panel-titles">
          {typeof title === "string" ? <h2>{title}</h2> : title}
          {subtitle && <small>{subtitle}</small>}
        </div>
        {actions}
        <IconButton label={`Close ${label.toLowerCase()}`} onClick={onClose}>
          <X aria-hidden size={16} strokeWidth={1.5} />
        </IconButton>
      </header>
      <div className="bd-panel-body">{children}</div>
      {footer && <footer className="bd-panel-foot">{footer}</footer>}
    </aside>
  );
}

function FocusWhileOpen({ panel }: { panel: RefObject<HTMLElement | null> }) {
  const { store } = useScene();
  useReturnFocus();
  useKeptFocus(panel);
  useEffect(() => {
    if (mayTakeFocus(store)) panel.current?.focus({ preventScroll: true });
  }, [panel, store]);
  return null;
}
