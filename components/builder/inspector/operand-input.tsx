"use client";
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { Operand } from "@/lib/conditions/operators";
import { Input } from "../../ui/input";
import { DurationInput } from "./duration-input";
import { TokenField } from "./token-field";

interface Props {
  operand: Operand;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

const textOf = (value: JsonValue | undefined): string => {
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The right side of a condition, as its operator wants it. */
export function OperandInput({ operand, value, onChange }: Props) {
  const record = isRecord(value) ? (value as Record<string, JsonValue>) : {};
  switch (operand) {
    case "none":
      return null;
    case "duration":
      return <DurationInput label="Value" value={value} onChange={onChange} />;
    case "parameter":
      return (
        <div className="grid grid-cols-2 gap-2">
          <Input
            aria-label="Parameter"
            placeholder="utm_campaign"
            value={textOf(record.name)}
            onChange={(event) => onChange({ ...record, name: event.target.value })}
          />
          <Input
            aria-label="Value"
            placeholder="value"
            value={textOf(record.value)}
            onChange={(event) => onChange({ ...record, value: event.target.value })}
          />
        </div>
      );
    case "parameterName":
      return (
        <Input
          aria-label="Parameter"
          placeholder="utm_campaign"
          value={textOf(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "date":
      return (
        <Input
          aria-label="Value"
          type="date"
          value={textOf(value).slice(0, 10)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "number":
      return (
        <Input
          aria-label="Value"
          inputMode="decimal"
          placeholder="10"
          value={textOf(value)}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <TokenField
          label="Value"
          value={textOf(value)}
          placeholder={operand === "list" ? "one, two, three" : "value"}
          onChange={onChange}
        />
      );
  }
}
