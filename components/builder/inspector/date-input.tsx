"use client";
import type { JsonValue } from "@/lib/base/json";
import { Input } from "../../ui/input";
import { LiteralOrField } from "./literal-or-field";

interface Props {
  label: string;
  value: string;
  onChange: (value: JsonValue | undefined) => void;
}

/** A day from the calendar, or a field; what holds a field is shown as text with pills. */
export function DateInput({ label, value, onChange }: Props) {
  return (
    <LiteralOrField label={label} value={value} onChange={onChange}>
      <Input
        aria-label={label}
        type="date"
        value={value.slice(0, 10)}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
    </LiteralOrField>
  );
}
