"use client";
import { type RefObject, useEffect, useRef } from "react";

const CONTROL = "input, select, textarea, [contenteditable=true], button";
const TEXT_WITH_PILLS = "[contenteditable=true]";
const SHOWN_MS = 1600;

/** Brings the field that *Go to* asked for into sight and gives it the focus; it is marked until one has seen it. */
export function useAskedField(key: string | undefined): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = key && form.current?.querySelector(`[data-field="${CSS.escape(key)}"]`);
    if (!field) return;
    field.scrollIntoView({ block: "nearest" });
    const calledOff = focusIn(field);
    field.setAttribute("data-asked", "");
    const timer = setTimeout(() => field.removeAttribute("data-asked"), SHOWN_MS);
    return () => {
      calledOff();
      clearTimeout(timer);
      field.removeAttribute("data-asked");
    };
  }, [key]);
  return form;
}

/** At once, or as soon as its editor was fetched. Returns what calls it off. */
export function focusIn(field: Element): () => void {
  const focus = () => {
    const isFetched = field.querySelector(".in-token-row") === null || field.querySelector(TEXT_WITH_PILLS);
    if (isFetched) field.querySelector<HTMLElement>(CONTROL)?.focus({ preventScroll: true });
    return Boolean(isFetched);
  };
  if (focus()) return () => undefined;
  const watch = new MutationObserver(() => focus() && watch.disconnect());
  watch.observe(field, { subtree: true, childList: true, attributes: true });
  return () => watch.disconnect();
}
