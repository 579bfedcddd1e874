"use client";
import { type RefObject, useEffect, useRef } from "react";

const CONTROL = "input, select, textarea, [contenteditable=true], button";
const SHOWN_MS = 1600;

/** Brings the field that *Go to* asked for into sight and gives it the focus; it is marked until one has seen it. */
export function useAskedField(key: string | undefined): RefObject<HTMLDivElement | null> {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = key && form.current?.querySelector(`[data-field="${CSS.escape(key)}"]`);
    if (!field) return;
    field.scrollIntoView({ block: "nearest" });
    field.querySelector<HTMLElement>(CONTROL)?.focus({ preventScroll: true });
    field.setAttribute("data-asked", "");
    const timer = setTimeout(() => field.removeAttribute("data-asked"), SHOWN_MS);
    return () => {
      clearTimeout(timer);
      field.removeAttribute("data-asked");
    };
  }, [key]);
  return form;
}
