"use client";
import { parseAsArrayOf, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { type ListSort, type ListState, SORTS, STATES } from "./arrange-list";

const SHELVES = ["active", "archived"] as const;
type Shelf = (typeof SHELVES)[number];

const VIEW = {
  show: parseAsStringLiteral(SHELVES).withDefault("active"),
  q: parseAsString.withDefault(""),
  state: parseAsStringLiteral(STATES),
  tags: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsStringLiteral(SORTS).withDefault("edited"),
  reversed: parseAsBoolean.withDefault(false),
};

/** What the list shows, kept in the address: a view can be sent to somebody, and the way back leads to it. */
export function useListView() {
  const [view, setView] = useQueryStates(VIEW);
  type Change = {
    show?: Shelf;
    q?: string;
    state?: ListState | null;
    tags?: string[];
    sort?: ListSort;
    reversed?: boolean;
  };
  const change = useCallback((next: Change) => void setView(next), [setView]);
  const toggleTag = useCallback(
    (tag: string) =>
      void setView(({ tags }) => ({
        tags: tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag],
      })),
    [setView],
  );
  const sortBy = (sort: ListSort) => change({ sort, reversed: view.sort === sort ? !view.reversed : false });
  const clear = () => change({ q: "", state: null, tags: [] });
  const filtered = view.q !== "" || view.state !== null || view.tags.length > 0;
  return { view, filtered, change, toggleTag, sortBy, clear };
}
