"use client";
import type { JsonObject, JsonValue } from "@/lib/base/json";
import { isRecord } from "@/lib/base/json";
import type { OutputField } from "@/lib/graph/descriptor";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import type { LineProblem } from "./json-field";
import { MemberJson } from "./member-json";

interface Props {
  fields: readonly OutputField[];
  output: JsonObject;
  problems: readonly LineProblem[];
  onChange: (output: JsonObject) => void;
}

/** One control for each field of the schema. What is left empty is not provided, as on an event that lacks it. */
export function OutputForm({ fields, output, problems, onChange }: Props) {
  return (
    <div className="bt-form">
      {fields.map((field) => (
        <Member
          key={field.key}
          field={field}
          value={Object.hasOwn(output, field.key) ? output[field.key] : undefined}
          problems={problems}
          onChange={(value) => {
            const { [field.key]: _, ...rest } = output;
            // An existing member keeps its place.
            if (value === undefined) onChange(rest);
            else onChange({ ...output, [field.key]: value });
          }}
        />
      ))}
    </div>
  );
}

interface MemberProps {
  field: OutputField;
  value: JsonValue | undefined;
  problems: readonly LineProblem[];
  onChange: (value: JsonValue | undefined) => void;
}

function Member(props: MemberProps) {
  const { field, value, problems, onChange } = props;
  const { label, type, fields, open } = field;
  if (type !== "object" && type !== "list") return <Leaf {...props} />;
  if (type === "list" || fields === undefined || open)
    return <MemberJson label={label} value={value} onChange={onChange} />;
  return (
    <details className="bt-members" open>
      <summary>{label}</summary>
      <OutputForm
        fields={fields}
        output={isRecord(value) ? (value as JsonObject) : {}}
        problems={problems}
        onChange={onChange}
      />
    </details>
  );
}

function Leaf({ field, value, problems, onChange }: MemberProps) {
  const { label, type, optional, path } = field;
  const problem = problems.find((each) => each.path === path);
  return (
    <Field
      label={label}
      aside={!optional && <small className="text-muted">always there</small>}
      error={problem?.message.slice(path.length + 2)}
    >
      {type === "boolean" ? (
        <Flag label={label} value={value} onChange={onChange} />
      ) : (
        <Input
          value={shown(value)}
          placeholder="Not provided"
          inputMode={INPUT_MODES[type] ?? "text"}
          onChange={({ target }) => onChange(typedValue(field, target.value))}
        />
      )}
    </Field>
  );
}

const INPUT_MODES: Partial<Record<OutputField["type"], "decimal" | "url">> = {
  number: "decimal",
  url: "url",
};

const shown = (value: JsonValue | undefined): string => {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

const FLAGS = [
  { value: "", label: "Not provided" },
  { value: "true", label: "True" },
  { value: "false", label: "False" },
];

function Flag({ label, value, onChange }: Pick<MemberProps, "value" | "onChange"> & { label: string }) {
  return (
    <Select
      aria-label={label}
      value={typeof value === "boolean" ? String(value) : ""}
      options={FLAGS}
      onValueChange={(next) => onChange(next === "" ? undefined : next === "true")}
    />
  );
}

function typedValue({ type }: OutputField, text: string): JsonValue | undefined {
  if (text === "") return undefined;
  return type === "number" && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}
