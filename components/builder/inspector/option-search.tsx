"use client";
import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { ListSearch } from "./list-search";

export interface Entry {
  /** Undefined: none. */
  value: string | undefined;
  label: string;
  hint?: string | undefined;
}

interface Props {
  label: string;
  value: string;
  placeholder: string;
  entriesFor: (search: string) => readonly Entry[];
  onPick: (value: string | undefined) => void;
  /** What there is to say between the search and the list. */
  children: (isEmpty: boolean) => ReactNode;
}

/** A list that is found in by typing, and gone through by the arrow keys. */
export function OptionSearch({ label, value, placeholder, entriesFor, onPick, children }: Props) {
  const id = useId();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const entries = entriesFor(search);
  const active = Math.min(at, entries.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = choiceKey(event.key, {
      count: entries.length,
      active,
      setAt,
      pick: () => onPick(entries[active]?.value),
    });
    if (act === undefined || entries.length === 0) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <ListSearch
        label={`Search ${label}`}
        placeholder={placeholder}
        value={search}
        onChange={(text) => {
          setSearch(text);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        listId={id}
        activeId={entries.length > 0 ? `${id}-${active}` : undefined}
      />
      {children(entries.length === 0)}
      <div id={id} role="listbox" aria-label={label} className="in-choice-list">
        {entries.map((entry, index) => (
          <Row
            key={`${entry.value} ${entry.hint}`}
            id={`${id}-${index}`}
            entry={entry}
            active={index === active}
            chosen={entry.value === value}
            onPick={onPick}
          />
        ))}
      </div>
    </>
  );
}

interface RowProps {
  id: string;
  entry: Entry;
  active: boolean;
  chosen: boolean;
  onPick: Props["onPick"];
}

function Row({ id, entry, active, chosen, onPick }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and handles the keys
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      onClick={() => onPick(entry.value)}
    >
      {entry.label}
      {entry.hint && <small>{entry.hint}</small>}
      {chosen && <Check aria-hidden size={14} className="ml-auto" />}
    </div>
  );
}

interface Keys {
  count: number;
  active: number;
  setAt: (index: number) => void;
  pick: () => void;
}

function choiceKey(key: string, { count, active, setAt, pick }: Keys): (() => void) | undefined {
  if (key === "ArrowDown") return () => setAt(Math.min(count - 1, active + 1));
  if (key === "ArrowUp") return () => setAt(Math.max(0, active - 1));
  return key === "Enter" ? pick : undefined;
}
