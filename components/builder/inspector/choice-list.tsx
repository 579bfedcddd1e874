"use client";
import { Check, LoaderCircle, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { DoorError } from "@/lib/contracts/call";
import { listChoices } from "@/lib/contracts/connections";
import { useDoorQuery } from "../../api/use-door";
import { Button } from "../../ui/button";

interface Props {
  label: string;
  connectionId: string | undefined;
  list: string;
  value: string;
  onPick: (value: string | undefined) => void;
}

interface Entry {
  value: string | undefined;
  label: string;
  hint?: string | undefined;
}

export function ChoiceList({ label, connectionId, list, value, onPick }: Props) {
  const id = useId();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const asked = useDoorQuery(
    listChoices,
    { params: { connectionId: connectionId ?? "", list } },
    { enabled: connectionId !== undefined, staleTime: 60_000, retry: false },
  );
  const entries = entriesFor({ choices: asked.data?.choices ?? [], search, value });
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
      <div className="in-picker-search">
        <Search aria-hidden size={14} />
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
          autoFocus
          role="combobox"
          placeholder="Search, or type a value"
          aria-label={`Search ${label}`}
          aria-expanded
          aria-controls={id}
          aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <State asked={asked} connected={connectionId !== undefined} empty={entries.length === 0} />
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

interface StateProps {
  asked: { isLoading: boolean; isFetching: boolean; error: Error | null; refetch: () => unknown };
  connected: boolean;
  empty: boolean;
}

/** What there is to say beside the list: on its way, refused, or nothing there. */
function State({ asked, connected, empty }: StateProps) {
  if (!connected)
    return (
      <p className="in-choice-state">
        Choose a connection first, and its list is here. A value can be typed all the same.
      </p>
    );
  if (asked.isFetching && (asked.isLoading || asked.error))
    return (
      <p className="in-choice-state" role="status">
        <span className="inline-flex items-center gap-2">
          <LoaderCircle aria-hidden size={14} className="motion-safe:animate-spin" /> Asking the service …
        </span>
      </p>
    );
  if (asked.error)
    return (
      <div className="in-choice-state" role="alert">
        <span>{asked.error.message}</span>
        {asked.error instanceof DoorError && asked.error.body.hint && (
          <span className="text-ink-2">{asked.error.body.hint}</span>
        )}
        <Button size="sm" onClick={() => void asked.refetch()}>
          Try again
        </Button>
      </div>
    );
  return empty ? <p className="in-choice-state">The service has nothing to choose from.</p> : null;
}

/** What fits the search, then what was typed itself, and the way back to none. */
function entriesFor(of: { choices: readonly Entry[]; search: string; value: string }): Entry[] {
  const typed = of.search.trim();
  const word = typed.toLowerCase();
  const fitting = of.choices.filter(({ value, label, hint }) =>
    `${label} ${value} ${hint ?? ""}`.toLowerCase().includes(word),
  );
  const isThere = of.choices.some(({ value, label }) => value === typed || label === typed);
  const none = typed === "" && of.value !== "" ? [{ value: undefined, label: "None" }] : [];
  return [
    ...fitting,
    ...(typed === "" || isThere ? [] : [{ value: typed, label: `Use “${typed}”` }]),
    ...none,
  ];
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
