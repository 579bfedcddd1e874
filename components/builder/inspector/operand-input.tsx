"use client";
import { Braces } from "lucide-react";
import { useRef, useState } from "react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import type { Operand } from "@/lib/conditions/operators";
import { isTemplate } from "@/lib/graph/references";
import { Input } from "../../ui/input";
import { DurationInput } from "./duration-input";
import { FieldPicker } from "./field-picker";
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
      return <DateInput value={textOf(value)} onChange={onChange} />;
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

/** A day from the calendar, or a field; what holds a field is shown as text with pills. */
function DateInput({ value, onChange }: { value: string; onChange: Props["onChange"] }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const write = (text: string) => onChange(text === "" ? undefined : text);
  if (isTemplate(value)) return <TokenField label="Value" value={value} onChange={write} />;
  return (
    <div ref={anchor} className="in-date">
      <Input
        aria-label="Value"
        type="date"
        value={value.slice(0, 10)}
        onChange={(event) => write(event.target.value)}
      />
      <button
        type="button"
        className="in-insert"
        aria-label="Compare with a field"
        title="Compare with a field"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Braces aria-hidden size={14} />
      </button>
      <FieldPicker
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        onPick={(raw) => {
          setOpen(false);
          onChange(raw);
        }}
      />
    </div>
  );
}
