"use client";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { LiteralOrField } from "./literal-or-field";

const UNITS = ["seconds", "minutes", "hours", "days"].map((unit) => ({ value: unit, label: unit }));

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}

export function DurationInput({ label, value, onChange }: Props) {
  const { amount = "", unit = "hours" } = isRecord(value) ? value : {};
  const setAmount = (text: string) => {
    const number = Number(text);
    onChange({ amount: text.trim() === "" || Number.isNaN(number) ? text : number, unit: String(unit) });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-2">
      <LiteralOrField
        label={`${label}: number`}
        value={amount as JsonValue}
        onChange={(next) => setAmount(String(next ?? ""))}
      >
        <Input
          aria-label={`${label}: number`}
          inputMode="numeric"
          placeholder="2"
          value={String(amount)}
          onChange={(event) => setAmount(event.target.value)}
        />
      </LiteralOrField>
      <Select
        aria-label={`${label}: unit`}
        value={String(unit)}
        options={UNITS}
        onValueChange={(next) => onChange({ amount: amount as JsonValue, unit: next })}
      />
    </div>
  );
}
