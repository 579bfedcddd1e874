"use client";
import type { ComponentProps } from "react";
import { useFieldControl } from "./field";

interface Props extends Omit<ComponentProps<"select">, "onChange"> {
  options: readonly { value: string; label: string }[];
  onValueChange: (value: string) => void;
}

/** The platform's own list: it works with keyboard, touch and screen reader everywhere. */
export function Select({ options, onValueChange, className = "", ...rest }: Props) {
  return (
    <select
      {...useFieldControl()}
      {...rest}
      className={`ui-input ${className}`}
      onChange={(event) => onValueChange(event.target.value)}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
