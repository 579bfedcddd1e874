"use client";
/**
 * A list that may be long and its filter rare: each answer looks through a part of it, and as long as nothing was found the next part is
 * asked for, until something fits, the list ends or the reader stops it.
 */
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { DoorInput } from "@/lib/contracts/call";
import type { Door } from "@/lib/contracts/door";
import { useDoorQuery } from "./use-door";

interface Part {
  nextCursor: string | null;
  searchedTo: string | null;
}

interface Way {
  /** Of the filter that it belongs to. */
  of: string;
  cursor: string | null;
  stopped: boolean;
}

export function useSearch<D extends Door, Query extends { cursor: string }>(
  door: D,
  query: Query,
  isEmpty: (answer: NonNullable<ReturnType<typeof useDoorQuery<D>>["data"]>) => boolean,
) {
  const of = JSON.stringify(query);
  const [way, setWay] = useState<Way>({ of, cursor: null, stopped: false });
  const current = way.of === of ? way : { of, cursor: null, stopped: false };
  const input = { query: { ...query, cursor: current.cursor ?? query.cursor } } as unknown as DoorInput<D>;
  const { data, error, refetch, isPlaceholderData } = useDoorQuery(door, input, {
    placeholderData: keepPreviousData,
  });
  const part = data as (Part & typeof data) | undefined;
  const goesOn = part !== undefined && !isPlaceholderData && part.searchedTo !== null && isEmpty(part);
  const next = goesOn && !current.stopped ? part.nextCursor : null;
  useEffect(() => {
    if (next !== null) setWay({ of, cursor: next, stopped: false });
  }, [next, of]);
  return {
    data,
    error,
    refetch,
    /** Something is still to be looked through by itself. */
    searching: next !== null || (isPlaceholderData && current.cursor !== null),
    searchedTo: part?.searchedTo ?? null,
    stop: () => setWay({ ...current, stopped: true }),
    searchOn: () => setWay({ of, cursor: part?.nextCursor ?? null, stopped: false }),
  };
}
