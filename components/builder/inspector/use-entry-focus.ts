"use client";
/** In a list of entries the focus goes into what was added, and after a removal to what stands in its place. */
import { type RefObject, useEffect, useRef } from "react";
import { hasLostFocus } from "../../ui/focus";

const CONTROL = "input, select, [contenteditable=true], button:not(.in-handle)";

interface EntryFocus<E extends Element> {
  /** What the entries, and below them the button that adds one, are in. */
  list: RefObject<E | null>;
  adding: () => void;
  removing: () => void;
}

/** `entries`: a selector, `:scope` is the list. */
export function useEntryFocus<E extends Element>(entries: string): EntryFocus<E> {
  const list = useRef<E>(null);
  const asked = useRef<{ count: number; place: number } | null>(null);
  const found = () => [...(list.current?.querySelectorAll(entries) ?? [])];
  useEffect(() => {
    if (asked.current === null) return;
    const { count, place } = asked.current;
    const now = found();
    if (now.length === count) return;
    asked.current = null;
    if (now.length < count && !hasLostFocus()) return;
    const entry = now[Math.min(place, now.length - 1)];
    const control = entry?.querySelector<HTMLElement>(CONTROL) ?? lastButton(list.current);
    control?.focus();
  });
  return {
    list,
    adding: () => {
      const count = found().length;
      asked.current = { count, place: count };
    },
    removing: () => {
      const before = found();
      const place = before.findIndex((entry) => entry.contains(document.activeElement));
      asked.current = { count: before.length, place: Math.max(0, place) };
    },
  };
}

const lastButton = (list: Element | null): HTMLElement | undefined =>
  [...(list?.querySelectorAll<HTMLElement>("[data-adds]") ?? [])].at(-1);
