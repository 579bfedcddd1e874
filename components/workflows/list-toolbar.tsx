"use client";
import { Search } from "lucide-react";
import type { RefObject } from "react";
import { Kbd } from "../ui/kbd";
import { Select } from "../ui/select";
import type { ListState } from "./arrange-list";
import type { useListView } from "./use-list-view";

const STATES = [
  { value: "", label: "Any state" },
  { value: "live", label: "Live" },
  { value: "changed", label: "Live, with changes" },
  { value: "unpublished", label: "Unpublished" },
];
/** More would be a second list above the list; the search finds the others. */
const SHOWN_TAGS = 12;

interface Props {
  list: ReturnType<typeof useListView>;
  tags: readonly { tag: string; count: number }[];
  searchField: RefObject<HTMLInputElement | null>;
}

export function ListToolbar({ list: { view, change, toggleTag }, tags, searchField }: Props) {
  const isOn = (tag: string) => view.tags.some((on) => on.toLowerCase() === tag.toLowerCase());
  const shown = tags.filter(({ tag }, index) => index < SHOWN_TAGS || isOn(tag));
  return (
    <div className="wl-toolbar">
      <div className="wl-search">
        <Search aria-hidden size={14} />
        <input
          ref={searchField}
          type="search"
          className="ui-input"
          aria-label="Search workflows"
          placeholder="Search by name or tag"
          value={view.q}
          onChange={(event) => change({ q: event.target.value })}
          onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
        />
        <Kbd>/</Kbd>
      </div>
      {view.show === "active" && (
        <Select
          aria-label="State"
          className="wl-state-filter"
          value={view.state ?? ""}
          options={STATES}
          onValueChange={(state) => change({ state: state === "" ? null : (state as ListState) })}
        />
      )}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row with its siblings
        <span className="wl-tags" role="group" aria-label="Tags">
          {shown.map(({ tag, count }) => (
            <button
              key={tag}
              type="button"
              className="wl-tag"
              aria-pressed={isOn(tag)}
              onClick={() => toggleTag(view.tags.find((on) => on.toLowerCase() === tag.toLowerCase()) ?? tag)}
            >
              {tag} <span className="wl-count">{count}</span>
            </button>
          ))}
        </span>
      )}
    </div>
  );
}
