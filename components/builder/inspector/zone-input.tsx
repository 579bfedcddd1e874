"use client";
import { ListButton } from "./list-button";
import { OptionSearch } from "./option-search";
import { ownZone, zoneEntries, zoneLabel } from "./zones";

interface Props {
  label: string;
  value: string;
  placeholder?: string | undefined;
  /** It may be left out. */
  optional?: boolean;
  onChange: (value: string | undefined) => void;
}

/** A time zone, found by its city. One that is not known stays until another is chosen. */
export function ZoneInput({ label, value, placeholder, optional = false, onChange }: Props) {
  const shown = value === "" ? "" : zoneLabel(value);
  return (
    <ListButton label={label} shown={shown} placeholder={placeholder} onPick={onChange}>
      {(pick) => (
        <OptionSearch
          label={label}
          value={value}
          placeholder="Search by city, or by UTC+1"
          entriesFor={(search) => zoneEntries({ search, value, own: ownZone(), optional })}
          onPick={pick}
        >
          {(isEmpty) =>
            isEmpty && <p className="in-choice-state">No time zone is called so. Try the next large city.</p>
          }
        </OptionSearch>
      )}
    </ListButton>
  );
}
