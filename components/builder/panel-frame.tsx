"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../ui/icon-button";
import { PanelResizer } from "./panel-resizer";

interface Props {
  label: string;
  icon?: ReactNode;
  title: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

/** The panel at the right: a head that stays, content that scrolls. */
export function PanelFrame({ label, icon, title, subtitle, actions, onClose, children, footer }: Props) {
  return (
    <aside className="bd-panel" aria-label={label}>
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
