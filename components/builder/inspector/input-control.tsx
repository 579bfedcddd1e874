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
import { ChoiceInput } from "./choice-input";
import { CodeEditor } from "./code-editor";
import { ConditionBuilder } from "./condition-builder";
import { EMPTY_GROUP } from "./condition-tree";
import { DateInput } from "./date-input";
import { DurationInput } from "./duration-input";
import { JsonEditor } from "./json-editor";
import { KeyValueEditor } from "./key-value-editor";
import { LiteralOrField } from "./literal-or-field";
import { MultiSelect } from "./multi-select";
import { SecretInput } from "./secret-input";
import { TokenField } from "./token-field";
import { ZoneInput } from "./zone-input";

interface Props {
  input: InputField;
  value: JsonValue | undefined;
  error: string | undefined;
  /** Of the step: whose lists `choice` inputs show. */
  connectionId?: string | undefined;
  /** Changes of one series, made one after the other, are undone together. */
  onChange: (value: JsonValue | undefined, series?: string) => void;
  /** All branches that fit are taken. */
  all?: boolean;
}

export function InputControl({ input, value, error, connectionId, onChange, all = false }: Props) {
  // These say what they are by themselves, and hold many controls.
  if (input.input === "conditions") return <ConditionsControl value={value} onChange={onChange} />;
  if (input.input === "cases")
    return <CasesEditor label={input.label} hint={input.description} value={value} onChange={onChange} />;
  if (input.input === "branches") return <BranchesEditor value={value} onChange={onChange} all={all} />;
  return (
    <Field label={input.label} hint={input.description} error={error}>
      <Control input={input} value={value} connectionId={connectionId} onChange={onChange} />
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

type ControlProps = Omit<Props, "error">;

/** These hold one value, so one field can stand in for it. */
const SINGLE: ReadonlySet<InputField["input"]> = new Set([
  "select",
  "boolean",
  "number",
  "choice",
  "multiSelect",
]);

const isSingle = ({ input, format }: InputField): boolean => SINGLE.has(input) || format === "timeZone";

function Control(props: ControlProps) {
  const { input, onChange } = props;
  const value = props.value ?? input.default;
  if (!isSingle(input)) return <OtherControl {...props} value={value} />;
  return (
    <LiteralOrField label={input.label} value={value} onChange={onChange}>
      <SingleControl {...props} value={value} />
    </LiteralOrField>
  );
}

function SingleControl({ input, value, connectionId, onChange }: ControlProps) {
  const { label, placeholder, options = [] } = input;
  if (input.format === "timeZone")
    return <ZoneInput label={label} value={textOf(value)} placeholder={placeholder} onChange={onChange} />;
  switch (input.input) {
    case "select":
      return (
        <Select value={String(value ?? "")} options={optionsWith(value, options)} onValueChange={onChange} />
      );
    case "boolean":
      return <Switch checked={value === true} onCheckedChange={onChange} />;
    case "multiSelect":
      return <MultiSelect label={label} options={options} value={value} onChange={onChange} />;
    case "choice":
      return (
        <ChoiceInput
          label={label}
          connectionId={connectionId}
          list={input.list ?? ""}
          value={textOf(value)}
          placeholder={placeholder}
          onChange={onChange}
        />
      );
    default:
      return <NumberInput value={value} onChange={onChange} placeholder={placeholder} />;
  }
}

/** A value that is not offered any more is shown, or the list would claim another. */
function optionsWith(value: JsonValue | undefined, options: readonly { value: string; label: string }[]) {
  const text = String(value ?? "");
  if (options.some((option) => option.value === text)) return options;
  return [{ value: text, label: text === "" ? "Choose" : `${text} (not offered)` }, ...options];
}

const textOf = (value: JsonValue | undefined): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);

function OtherControl({ input, value, onChange }: ControlProps) {
  const { label, placeholder } = input;
  switch (input.input) {
    case "duration":
      return <DurationInput label={label} value={value} onChange={onChange} />;
    case "keyValue":
      return <KeyValueEditor label={label} value={value} onChange={onChange} />;
    case "json":
      return <JsonEditor label={label} value={value} onChange={onChange} />;
    case "date":
      return <DateInput label={label} value={textOf(value)} onChange={onChange} />;
    case "code":
      return <CodeEditor placeholder={placeholder} value={textOf(value)} onChange={onChange} />;
    case "secret":
      return <SecretInput placeholder={placeholder} value={textOf(value)} onChange={onChange} />;
    default:
      return (
        <TokenField
          label={label}
          placeholder={placeholder}
          multiline={input.input === "multiline"}
          value={textOf(value)}
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
