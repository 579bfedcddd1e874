"use client";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";

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
    <div className="grid grid-cols-[96px_1fr] gap-2">
      <Input
        aria-label={`${label}: number`}
        inputMode="numeric"
        placeholder="2"
        value={String(amount)}
        onChange={(event) => setAmount(event.target.value)}
      />
      <Select
        aria-label={`${label}: unit`}
        value={String(unit)}
        options={UNITS}
        onValueChange={(next) => onChange({ amount: amount as JsonValue, unit: next })}
      />
    </div>
  );
}
