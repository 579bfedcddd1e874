"use client";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";

interface Case {
  id: string;
  name: string;
}
interface Props {
  label: string;
  hint: string | undefined;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}

const readCases = (value: JsonValue | undefined): Case[] =>
  (Array.isArray(value) ? (value as unknown[]) : [])
    .filter(isRecord)
    .map(({ id, name }, index) => ({ id: String(id ?? `c${index + 1}`), name: String(name ?? "") }));

function newCase(cases: readonly Case[]): Case {
  let number = cases.length + 1;
  while (cases.some(({ id }) => id === `c${number}`)) number++;
  return { id: `c${number}`, name: "" };
}

/** Ways out named after the values that take them; Otherwise is always there and always last. */
export function CasesEditor({ label, hint, value, onChange }: Props) {
  const cases = readCases(value);
  const write = (next: Case[]) => onChange(next as unknown as JsonValue);
  const move = (index: number, by: 1 | -1) => {
    const moved = cases[index];
    if (moved) write(cases.toSpliced(index, 1).toSpliced(index + by, 0, moved));
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="ui-field-label mb-2">{label}</legend>
      {cases.map((entry, index) => (
        <div key={entry.id} className="in-branch-head">
          <Input
            aria-label={`Case ${index + 1}`}
            placeholder="pro"
            maxLength={200}
            value={entry.name}
            onChange={(event) =>
              write(cases.map((old) => (old === entry ? { ...entry, name: event.target.value } : old)))
            }
          />
          <IconButton label="Try it earlier" disabled={index === 0} onClick={() => move(index, -1)}>
            <ArrowUp aria-hidden size={14} />
          </IconButton>
          <IconButton
            label="Try it later"
            disabled={index === cases.length - 1}
            onClick={() => move(index, 1)}
          >
            <ArrowDown aria-hidden size={14} />
          </IconButton>
          <IconButton
            label={`Remove ${entry.name || "the case"}`}
            onClick={() => write(cases.filter((old) => old !== entry))}
          >
            <Trash2 aria-hidden size={14} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => write([...cases, newCase(cases)])}>
          <Plus aria-hidden size={14} /> Add a case
        </Button>
      </div>
      {hint && <p className="ui-field-hint">{hint} If none fits, the run goes to Otherwise.</p>}
    </fieldset>
  );
}
