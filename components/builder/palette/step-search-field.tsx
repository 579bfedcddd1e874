"use client";
import { Search } from "lucide-react";
import { useEffect, useRef } from "react";
import type { StepChoice } from "./use-step-choice";

/** The field that has the focus; the list below follows its arrow keys. */
export function StepSearchField({ choice, placeholder }: { choice: StepChoice; placeholder: string }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  return (
    <label className="bp-search">
      <Search aria-hidden size={16} strokeWidth={1.5} />
      <input
        ref={field}
        role="combobox"
        aria-label="Search steps"
        aria-expanded
        aria-controls={choice.listId}
        aria-activedescendant={choice.active && choice.optionId(choice.active.type)}
        placeholder={placeholder}
        value={choice.query}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => choice.setQuery(event.target.value)}
        onKeyDown={choice.onKeyDown}
      />
      <span>{`${choice.count} ${choice.count === 1 ? "step" : "steps"}`}</span>
    </label>
  );
}
