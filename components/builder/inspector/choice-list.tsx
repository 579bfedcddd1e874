"use client";
import { LoaderCircle } from "lucide-react";
import { DoorError } from "@/lib/contracts/call";
import { listChoices } from "@/lib/contracts/connections";
import { useDoorQuery } from "../../api/use-door";
import { Button } from "../../ui/button";
import { type Entry, OptionSearch } from "./option-search";

interface Props {
  label: string;
  connectionId: string | undefined;
  list: string;
  value: string;
  onPick: (value: string | undefined) => void;
}

export function ChoiceList({ label, connectionId, list, value, onPick }: Props) {
  const asked = useDoorQuery(
    listChoices,
    { params: { connectionId: connectionId ?? "", list } },
    { enabled: connectionId !== undefined, staleTime: 60_000, retry: false },
  );
  return (
    <OptionSearch
      label={label}
      value={value}
      placeholder="Search, or type a value"
      entriesFor={(search) => entriesFor({ choices: asked.data?.choices ?? [], search, value })}
      onPick={onPick}
    >
      {(isEmpty) => <State asked={asked} connected={connectionId !== undefined} empty={isEmpty} />}
    </OptionSearch>
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
