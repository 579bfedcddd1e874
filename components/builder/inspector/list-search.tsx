"use client";
import { type LucideIcon, Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (search: string) => void;
  /** The keys that go through the list, which the focus never enters. */
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  listId: string;
  /** Of the row that the keys are at. */
  activeId: string | undefined;
  Icon?: LucideIcon;
  /** Behind the text. */
  children?: ReactNode;
}

/** The search box of a list that was opened to be typed into. */
export function ListSearch(props: Props) {
  const { label, placeholder, value, onChange, onKeyDown, listId, activeId, Icon = Search, children } = props;
  return (
    <div className="in-picker-search">
      <Icon aria-hidden size={14} />
      <input
        // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
        autoFocus
        role="combobox"
        placeholder={placeholder}
        aria-label={label}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {children}
    </div>
  );
}
