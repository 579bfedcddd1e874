"use client";
import { useState } from "react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Segmented } from "../../ui/segmented";
import { Textarea } from "../../ui/textarea";
import { KeyValueEditor } from "./key-value-editor";

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

/** Fields can show an object whose members are texts; anything deeper is for the JSON view. */
const isFlat = (value: JsonValue | undefined) =>
  value === undefined ||
  (isRecord(value) && Object.values(value).every((member) => typeof member === "string"));

const VIEWS = [
  { value: "fields", label: "Fields" },
  { value: "json", label: "JSON" },
] as const;

/** A body as a tree with templates in its texts: mapped by clicking, or written as JSON. */
export function JsonEditor({ label, value, onChange }: Props) {
  const [view, setView] = useState<"fields" | "json">(isFlat(value) ? "fields" : "json");
  const shown = isFlat(value) ? view : "json";
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Segmented label={`How to edit ${label}`} value={shown} options={VIEWS} onValueChange={setView} />
      </div>
      {shown === "fields" ? (
        <KeyValueEditor label={label} value={value} onChange={onChange} />
      ) : (
        <JsonText label={label} value={value} onChange={onChange} />
      )}
    </div>
  );
}

/** Text that is not JSON yet stays as typed, with the reason; the value changes only when it is. */
function JsonText({ label, value, onChange }: Props) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [problem, setProblem] = useState<string | null>(null);
  const write = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === "" ? undefined : (JSON.parse(next) as JsonValue));
      setProblem(null);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <Textarea
        aria-label={label}
        aria-invalid={problem !== null}
        rows={8}
        spellCheck={false}
        className="font-mono"
        placeholder={'{\n  "email": "{{ trigger.customer_email }}"\n}'}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {problem !== null && (
        <p className="ui-field-error" role="alert">
          Not saved yet, because it is not JSON: {problem}. References stand in quotes.
        </p>
      )}
    </>
  );
}
