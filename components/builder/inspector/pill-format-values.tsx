"use client";
import { Braces, X } from "lucide-react";
import { useRef, useState } from "react";
import { exactReference, referenceText } from "@/lib/graph/references";
import type { FilterCall, FilterValue } from "@/lib/graph/template/engine";
import { type FieldValue, fieldOfValue, valueOfField } from "@/lib/graph/template/field-value";
import { formatOf } from "@/lib/graph/template/formats/all-formats";
import type { FormatValue } from "@/lib/graph/template/formats/format";
import { IconButton } from "../../ui/icon-button";
import { FieldPicker } from "./field-picker";
import { withValue } from "./pill-chain";
import { ReferenceButton } from "./reference-button";
import { ZoneInput } from "./zone-input";

interface Props {
  call: FilterCall;
  onChange: (call: FilterCall) => void;
}

/** What a format takes: texts and numbers of one's own, or fields in their place. */
export function PillFormatValues({ call, onChange }: Props) {
  const described = formatOf(call.name)?.values ?? [];
  const further = call.values.slice(described.length);
  return (
    <>
      {described.map((value, index) => (
        <ValueInput
          key={value.label}
          value={value}
          given={call.values[index]}
          onChange={(next) => onChange(withValue(call, index, next))}
        />
      ))}
      {further.map((value) => (
        <code key={JSON.stringify(value)}>{writtenText(value)}</code>
      ))}
    </>
  );
}

const writtenText = (value: FilterValue): string => {
  const text = "liquid" in value ? value.liquid : JSON.stringify(value.literal);
  return value.key === undefined ? text : `${value.key}: ${text}`;
};

interface ValueProps {
  value: FormatValue;
  given: FilterValue | undefined;
  onChange: (value: FilterValue | null) => void;
}

function ValueInput({ value, given, onChange }: ValueProps) {
  const field = given && fieldOfValue(given);
  if (field) return <PickedValue value={value} field={field} onChange={onChange} />;
  // Other Liquid, or a named value: it stays as it is written.
  if (given && ("liquid" in given || given.key !== undefined)) return <code>{writtenText(given)}</code>;
  const text = String(given?.literal ?? "");
  const write = (next: string) => {
    if (next === "" && value.optional) return onChange(null);
    const number = Number(next);
    const isNumber = value.input === "number" && next.trim() !== "" && Number.isFinite(number);
    onChange({ literal: isNumber ? number : next });
  };
  if (value.choices) return <Choice value={value} text={text} onChange={write} />;
  if (value.input === "zone")
    return (
      <div className="in-chain-value">
        <div className="in-chain-zone">
          <span className="in-chain-label">{value.label}</span>
          <ZoneInput
            label={value.label}
            value={text}
            placeholder="UTC"
            optional={value.optional === true}
            onChange={(zone) => write(zone ?? "")}
          />
        </div>
        <PickInstead value={value} onChange={onChange} />
      </div>
    );
  return (
    <div className="in-chain-value">
      <label>
        <span className="in-chain-label">{value.label}</span>
        <input
          className="ui-input"
          value={text}
          inputMode={value.input === "number" ? "decimal" : "text"}
          onChange={(event) => write(event.target.value)}
        />
      </label>
      <PickInstead value={value} onChange={onChange} />
    </div>
  );
}

/** A field of an earlier step, in place of what would be typed. */
function PickInstead({ value, onChange }: Pick<ValueProps, "value" | "onChange">) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const words = `Pick a field for ${value.label.toLowerCase()}`;
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="in-insert"
        aria-label={words}
        title={words}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Braces aria-hidden size={14} />
      </button>
      <FieldPicker
        plain
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        onPick={(raw) => onChange(pickedValue(raw))}
      />
    </>
  );
}

function pickedValue(raw: string): FilterValue {
  const reference = exactReference(raw);
  return reference === null ? { literal: raw } : valueOfField(reference);
}

/** The field, with another one or something of one's own at a click. */
function PickedValue({ value, field, onChange }: Omit<ValueProps, "given"> & { field: FieldValue }) {
  return (
    <div className="in-chain-picked">
      <span className="in-chain-label">{value.label}</span>
      <ReferenceButton
        plain
        label={value.label}
        value={referenceText(field.source, field.path)}
        onChange={(raw) => onChange(pickedValue(raw))}
      />
      <IconButton
        label={`No field for ${value.label.toLowerCase()}`}
        onClick={() => onChange(value.optional ? null : { literal: value.initial })}
      >
        <X aria-hidden size={14} />
      </IconButton>
    </div>
  );
}

function Choice({
  value,
  text,
  onChange,
}: {
  value: FormatValue;
  text: string;
  onChange: (text: string) => void;
}) {
  const choices = value.choices ?? [];
  const isKnown = choices.some((choice) => choice.value === text);
  return (
    <>
      <label>
        <span className="in-chain-label">{value.label}</span>
        <select
          className="ui-input"
          value={isKnown ? `=${text}` : ""}
          // A space makes it another pattern than the chosen one, with the same meaning.
          onChange={(event) => onChange(event.target.value === "" ? `${text} ` : event.target.value.slice(1))}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={`=${choice.value}`}>
              {choice.label}
            </option>
          ))}
          {(value.custom !== undefined || !isKnown) && <option value="">{value.custom ?? "Other"}</option>}
        </select>
      </label>
      {!isKnown && value.custom !== undefined && (
        <label>
          <span className="in-chain-label">Pattern</span>
          <input
            className="ui-input"
            value={text}
            placeholder="%d %B %Y"
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      )}
    </>
  );
}
