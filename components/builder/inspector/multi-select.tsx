"use client";
import type { JsonValue } from "@/lib/base/json";
import { useFieldControl } from "../../ui/field";

interface Props {
  label: string;
  options: readonly { value: string; label: string }[];
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

/** Any number of a list, in the list's order. What is not offered any more stays, so that it can be seen and taken out. */
export function MultiSelect({ label, options, value, onChange }: Props) {
  const chosen = Array.isArray(value) ? value.map(String) : [];
  const gone = chosen.filter((entry) => !options.some((option) => option.value === entry));
  const all = [
    ...options,
    ...gone.map((entry) => ({ value: entry, label: `${entry} (not offered any more)` })),
  ];
  const toggle = (entry: string) => {
    const next = all
      .map((option) => option.value)
      .filter((each) => chosen.includes(each) !== (each === entry));
    onChange(next.length === 0 ? undefined : next);
  };
  const { id, ...control } = useFieldControl();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a control
    <div role="group" aria-label={label} className="in-options" {...control}>
      {all.map((option, index) => (
        <label key={option.value}>
          <input
            id={index === 0 ? id : undefined}
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={() => toggle(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
