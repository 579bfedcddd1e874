"use client";
/** An output of a step, edited as a form made from its schema or as JSON. Whoever opens it decides what becomes of it. */
import { useMemo, useState } from "react";
import { isRecord, type JsonObject, type JsonValue } from "@/lib/base/json";
import { readJsonText } from "@/lib/base/json-text";
import type { OutputField } from "@/lib/graph/descriptor";
import { outputProblems } from "@/lib/graph/output-problems";
import { Segmented } from "../../ui/segmented";
import { JsonField, type LineProblem } from "./json-field";
import { OutputForm } from "./output-form";

export interface OutputText {
  text: string;
  /** Null while the text is no output of the step. */
  output: JsonObject | null;
  problems: LineProblem[];
}

export const textOf = (output: JsonObject, fields: readonly OutputField[]): string =>
  JSON.stringify(inSchemaOrder(output, fields), null, 2);

/** The database has an order of its own. */
function inSchemaOrder(output: JsonValue, fields: readonly OutputField[]): JsonValue {
  if (!isRecord(output)) return output;
  const known = fields.map(({ key }) => key).filter((key) => Object.hasOwn(output, key));
  const others = Object.keys(output).filter((key) => !known.includes(key));
  return Object.fromEntries([...known, ...others].map((key) => [key, output[key] as JsonValue]));
}

export function readOutput(text: string, fields: readonly OutputField[]): OutputText {
  const read = readJsonText(text);
  if (!read.ok) {
    const { line, column, found, expected } = read.problem;
    const problem = { line, column, path: "", message: `Found ${found}; expected ${expected}.` };
    return { text, output: null, problems: [problem] };
  }
  const problems = outputProblems(fields, read.value).map(({ path, found, expected }): LineProblem => {
    const name = path.length === 0 ? "" : `${path.join(".")}: `;
    return {
      line: read.lineOf(path),
      column: 1,
      path: path.join("."),
      message: `${name}found ${found}; expected ${expected}.`,
    };
  });
  return { text, output: problems.length === 0 ? (read.value as JsonObject) : null, problems };
}

const VIEWS = [
  { value: "form", label: "Form" },
  { value: "json", label: "JSON" },
] as const;

interface Props {
  fields: readonly OutputField[];
  text: string;
  onChange: (text: string) => void;
  startIn?: "form" | "json";
}

export function OutputEditor({ fields, text, onChange, startIn = "form" }: Props) {
  const [view, setView] = useState(startIn);
  const { problems } = useMemo(() => readOutput(text, fields), [text, fields]);
  const value = useMemo(() => {
    const read = readJsonText(text);
    return read.ok ? read.value : null;
  }, [text]);
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
  // A form cannot show what is no JSON.
  const shown = isObject ? view : "json";
  return (
    <div className="bt-editor">
      <Segmented label="How to edit" value={shown} options={VIEWS} onValueChange={setView} />
      {shown === "form" ? (
        <OutputForm
          fields={fields}
          output={value as JsonObject}
          problems={problems}
          onChange={(next: JsonValue) => onChange(JSON.stringify(next, null, 2))}
        />
      ) : (
        <JsonField text={text} problems={problems} onChange={onChange} />
      )}
    </div>
  );
}
