"use client";
import { CircleAlert } from "lucide-react";
import { useId, useRef } from "react";
import { Textarea } from "../../ui/textarea";

export interface LineProblem {
  line: number;
  column: number;
  /** Dots between the parts; empty for the text as a whole. */
  path: string;
  message: string;
}

interface Props {
  text: string;
  problems: readonly LineProblem[];
  onChange: (text: string) => void;
}

const SHOWN = 6;

/** JSON with its findings below: each names its line, and pressing it goes there. */
export function JsonField({ text, problems, onChange }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const list = useId();
  const goTo = ({ line, column }: LineProblem) => {
    const field = area.current?.querySelector("textarea");
    if (!field) return;
    const lines = text.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    field.focus();
    field.setSelectionRange(start + column - 1, start + (lines[line - 1]?.length ?? 0));
    field.scrollTop = ((line - 3) / lines.length) * field.scrollHeight;
  };
  return (
    <div ref={area}>
      <Textarea
        aria-label="JSON"
        aria-invalid={problems.length > 0 || undefined}
        aria-describedby={list}
        className="bt-json"
        rows={18}
        spellCheck={false}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
      <ul id={list} className="bt-problems" aria-live="polite">
        {problems.slice(0, SHOWN).map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
            <button type="button" onClick={() => goTo(problem)}>
              <CircleAlert aria-hidden size={14} />
              <b>Line {problem.line}</b> <span>{problem.message}</span>
            </button>
          </li>
        ))}
        {problems.length > SHOWN && <li>and {problems.length - SHOWN} more</li>}
      </ul>
    </div>
  );
}
