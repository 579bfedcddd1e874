"use client";
/** Search, the highlighted step and the keys of a palette. */
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from "react";
import type { NodeDescriptor } from "@/lib/graph/descriptor";
import { recentSteps } from "./recent-steps";
import { createStepSearch, type StepGroup } from "./search-steps";

export interface StepChoice {
  listId: string;
  query: string;
  setQuery: (query: string) => void;
  groups: readonly StepGroup[];
  recent: readonly NodeDescriptor[];
  count: number;
  active: NodeDescriptor | undefined;
  setActive: (type: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  optionId: (type: string) => string;
}

export function useStepChoice(
  descriptors: readonly NodeDescriptor[],
  choose: (type: string) => void,
): StepChoice {
  const listId = useId();
  const [query, setQuery] = useState("");
  const [wanted, setActive] = useState<string | null>(null);
  const search = useMemo(() => createStepSearch(descriptors), [descriptors]);
  const groups = useMemo(() => search.find(query), [search, query]);
  const steps = groups.flatMap((group) => group.steps.map(({ descriptor }) => descriptor));
  const active = steps.find(({ type }) => type === wanted) ?? steps[0];
  const optionId = (type: string) => `${listId}-${type.replace(/[^a-z0-9]/gi, "-")}`;
  const recent = useRecentSteps(descriptors);
  const step = (by: number) => {
    const at = steps.findIndex(({ type }) => type === active?.type);
    const next = steps[(at + by + steps.length) % steps.length];
    if (!next) return;
    setActive(next.type);
    // Only for the keys: a list that scrolls under the pointer moves what is about to be dragged.
    document.getElementById(optionId(next.type))?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys = new Map<string, () => void>([
      ["ArrowDown", () => step(1)],
      ["ArrowUp", () => step(-1)],
      ["Enter", () => active && choose(active.type)],
    ]);
    const run = keys.get(event.key);
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const startQuery = (next: string) => {
    setQuery(next);
    setActive(null);
  };
  return {
    listId,
    query,
    setQuery: startQuery,
    groups,
    recent,
    count: steps.length,
    active,
    setActive,
    onKeyDown,
    optionId,
  };
}

/** Read after the first paint: the server knows nothing of this browser. */
function useRecentSteps(descriptors: readonly NodeDescriptor[]): NodeDescriptor[] {
  const [types, setTypes] = useState<readonly string[]>([]);
  useEffect(() => setTypes(recentSteps.read()), []);
  return types.flatMap((type) => descriptors.find((descriptor) => descriptor.type === type) ?? []);
}
