"use client";
/** One input of the schema, as a control. */
import type { JsonValue } from "@/lib/base/json";
import { type ConditionGroup, conditionGroup } from "@/lib/conditions/condition";
import type { InputField } from "@/lib/graph/descriptor";
import { Field } from "../../ui/field";
import { Input } from "../../ui/input";
import { Select } from "../../ui/select";
import { Switch } from "../../ui/switch";
import { BranchesEditor } from "./branches-editor";
import { CasesEditor } from "./cases-editor";
import { ConditionBuilder } from "./condition-builder";
import { EMPTY_GROUP } from "./condition-tree";
import { DurationInput } from "./duration-input";
import { JsonEditor } from "./json-editor";
import { KeyValueEditor } from "./key-value-editor";
import { TokenField } from "./token-field";

interface Props {
  input: InputField;
  value: JsonValue | undefined;
  error: string | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

export function InputControl({ input, value, error, onChange }: Props) {
  // These say what they are by themselves, and hold many controls.
  if (input.input === "conditions") return <ConditionsControl value={value} onChange={onChange} />;
  if (input.input === "cases")
    return <CasesEditor label={input.label} hint={input.description} value={value} onChange={onChange} />;
  if (input.input === "branches") return <BranchesEditor value={value} onChange={onChange} />;
  return (
    <Field label={input.label} hint={input.description} error={error}>
      <Control input={input} value={value} onChange={onChange} />
    </Field>
  );
}

function ConditionsControl({ value, onChange }: Pick<Props, "value" | "onChange">) {
  const parsed = conditionGroup.safeParse(value);
  return (
    <ConditionBuilder
      lead="Go on if"
      value={parsed.success ? (parsed.data as ConditionGroup) : EMPTY_GROUP}
      onChange={(group) => onChange(group as unknown as JsonValue)}
    />
  );
}

function Control({ input, value: given, onChange }: Omit<Props, "error">) {
  const value = given ?? input.default;
  const { label, placeholder } = input;
  switch (input.input) {
    case "select":
      return <Select value={String(value ?? "")} options={input.options ?? []} onValueChange={onChange} />;
    case "boolean":
      return <Switch checked={value === true} onCheckedChange={onChange} />;
    case "number":
      return <NumberInput value={value} onChange={onChange} placeholder={placeholder} />;
    case "duration":
      return <DurationInput label={label} value={value} onChange={onChange} />;
    case "keyValue":
      return <KeyValueEditor label={label} value={value} onChange={onChange} />;
    case "json":
      return <JsonEditor label={label} value={value} onChange={onChange} />;
    case "secret":
      return (
        <Input
          type="password"
          autoComplete="off"
          placeholder={placeholder}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <TokenField
          label={label}
          placeholder={placeholder}
          multiline={input.input === "multiline"}
          value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
          onChange={(text) => onChange(text === "" ? undefined : text)}
        />
      );
  }
}

function NumberInput({
  value,
  onChange,
  placeholder,
}: {
  value: JsonValue | undefined;
  onChange: Props["onChange"];
  placeholder: string | undefined;
}) {
  const write = (text: string) => {
    const number = Number(text);
    if (text.trim() === "") onChange(undefined);
    else onChange(Number.isNaN(number) ? text : number);
  };
  return (
    <Input
      inputMode="decimal"
      placeholder={placeholder}
      value={String(value ?? "")}
      onChange={(event) => write(event.target.value)}
    />
  );
}
