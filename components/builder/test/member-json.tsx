"use client";
import { useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import { readJsonText } from "@/lib/base/json-text";
import { Textarea } from "../../ui/textarea";

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
}

/** A part that has no form: written as JSON, folded until it is wanted. */
export function MemberJson({ label, value, onChange }: Props) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [problem, setProblem] = useState<string | null>(null);
  const write = (next: string) => {
    setText(next);
    const read = readJsonText(next);
    if (next.trim() === "") onChange(undefined);
    else if (read.ok) onChange(read.value);
    const isWrong = next.trim() !== "" && !read.ok;
    setProblem(
      isWrong
        ? `Line ${read.problem.line}: found ${read.problem.found}; expected ${read.problem.expected}. Not taken over yet.`
        : null,
    );
  };
  return (
    <details className="bt-members">
      <summary>{label}</summary>
      <Textarea
        aria-label={label}
        aria-invalid={problem !== null || undefined}
        className="bt-json"
        rows={8}
        spellCheck={false}
        value={text}
        onChange={({ target }) => write(target.value)}
      />
      {problem && (
        <p className="ui-field-error" role="alert">
          {problem}
        </p>
      )}
    </details>
  );
}
