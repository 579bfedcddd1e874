"use client";
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { Operand } from "@/lib/conditions/operators";
import { Input } from "../../ui/input";
import { DateInput } from "./date-input";
import { DurationInput } from "./duration-input";
import { TokenField } from "./token-field";

interface Props {
  operand: Operand;
  /** Of the operator: what a value looks like. */
  example?: string | undefined;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

const textOf = (value: JsonValue | undefined): string => {
  if (Array.isArray(value)) return value.map(String).join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** The right side of a condition, as its operator wants it. */
export function OperandInput({ operand, example, value, onChange }: Props) {
  switch (operand) {
    case "none":
      return null;
    case "duration":
      return <DurationInput label="Value" value={value} onChange={onChange} />;
    case "parameter":
    case "member":
      return (
        <NamedValue label={operand === "member" ? "Member" : "Parameter"} value={value} onChange={onChange} />
      );
    case "date":
      return <DateInput label="Value" value={textOf(value)} onChange={onChange} />;
    default:
      return (
        <TokenField
          label={operand === "parameterName" ? "Parameter" : "Value"}
          value={textOf(value)}
          placeholder={example}
          onChange={(text) => onChange(text === "" ? undefined : text)}
        />
      );
  }
}

function NamedValue({ label, value, onChange }: { label: string } & Pick<Props, "value" | "onChange">) {
  const record = isRecord(value) ? (value as Record<string, JsonValue>) : {};
  return (
    <div className="grid grid-cols-2 gap-2">
      <Input
        aria-label={label}
        placeholder="plan"
        value={textOf(record.name)}
        onChange={(event) => onChange({ ...record, name: event.target.value })}
      />
      <TokenField
        label="Value"
        placeholder="pro"
        value={textOf(record.value)}
        onChange={(text) => onChange({ ...record, value: text })}
      />
    </div>
  );
}
