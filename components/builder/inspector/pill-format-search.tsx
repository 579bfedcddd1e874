"use client";
import { Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Reference, rewritten } from "@/lib/graph/references";
import type { FilterCall } from "@/lib/graph/template/engine";
import { useInspector } from "./inspector-context";
import { ListSearch } from "./list-search";
import { type Offer, offersFor } from "./pill-chain";

interface Props {
  reference: Reference;
  onAdd: (call: FilterCall) => void;
}

/** Every format that fits what the chain gives, each with what it would make of the sample. Arrows choose, Enter adds. */
export function PillFormatSearch({ reference, onAdd }: Props) {
  const { scope, typeOf } = useInspector();
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const type = typeOf(rewritten(reference, { calls: [] }));
  const offers = useMemo(
    () => offersFor({ reference, type, scope }, search),
    [reference, type, scope, search],
  );
  const add = (offer: Offer | undefined) => {
    if (offer === undefined) return;
    setSearch("");
    setActive(0);
    onAdd(offer.call);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    if (event.key === "ArrowDown") setActive(Math.min(offers.length - 1, active + 1));
    else if (event.key === "ArrowUp") setActive(Math.max(0, active - 1));
    else if (event.key === "Enter") add(offers[active]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="in-formats">
      <ListSearch
        label="Add a format"
        placeholder="Add a format: path, lower case, date…"
        value={search}
        onChange={(text) => {
          setSearch(text);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        listId={listId}
        activeId={offers[active] && `${listId}-${active}`}
        Icon={Plus}
      />
      <div className="in-formats-list" role="listbox" id={listId} aria-label="Formats">
        {offers.map((offer, index) => (
          <OfferRow
            key={offer.format.name}
            id={`${listId}-${index}`}
            offer={offer}
            first={offers[index - 1]?.format.group !== offer.format.group}
            active={index === active}
            onPick={() => add(offer)}
          />
        ))}
        {offers.length === 0 && <p className="in-picker-none">No format is called that.</p>}
      </div>
    </div>
  );
}

interface RowProps {
  id: string;
  offer: Offer;
  /** Begins a group. */
  first: boolean;
  active: boolean;
  onPick: () => void;
}

function OfferRow({ id, offer: { format, preview }, first, active, onPick }: RowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <>
      {first && (
        <div className="in-formats-group" role="presentation">
          {format.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and handles the keys */}
      <div
        ref={element}
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        aria-label={format.label}
        aria-description={`${format.help} Gives ${preview}`}
        title={format.help}
        onClick={onPick}
      >
        <span className="in-formats-label">{format.label}</span>
        <samp>{preview}</samp>
      </div>
    </>
  );
}
