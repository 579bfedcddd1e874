"use client";
import { Plus, Trash2 } from "lucide-react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";
import { ListMoves } from "./list-moves";
import { DropPlace, MoveHandle } from "./moves";
import { useEntryFocus } from "./use-entry-focus";

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
  const focus = useEntryFocus<HTMLFieldSetElement>(".in-drop");
  const write = (next: Case[]) => onChange(next as unknown as JsonValue);
  return (
    <fieldset ref={focus.list} className="flex flex-col gap-2">
      <legend className="ui-field-label mb-2">{label}</legend>
      <ListMoves entries={cases} onChange={write}>
        {cases.map((entry, index) => (
          <DropPlace key={entry.id} place={[index]}>
            <div className="in-branch-head">
              <MoveHandle place={[index]} what={`case ${index + 1}`} />
              <Input
                aria-label={`Case ${index + 1}`}
                placeholder="pro"
                maxLength={200}
                value={entry.name}
                onChange={(event) =>
                  write(cases.map((old) => (old === entry ? { ...entry, name: event.target.value } : old)))
                }
              />
              <IconButton
                label={`Remove ${entry.name || "the case"}`}
                onClick={() => {
                  focus.removing();
                  write(cases.filter((old) => old !== entry));
                }}
              >
                <Trash2 aria-hidden size={14} />
              </IconButton>
            </div>
          </DropPlace>
        ))}
      </ListMoves>
      <div>
        <Button
          size="sm"
          data-adds=""
          onClick={() => {
            focus.adding();
            write([...cases, newCase(cases)]);
          }}
        >
          <Plus aria-hidden size={14} /> Add a case
        </Button>
      </div>
      {hint && <p className="ui-field-hint">{hint} If none fits, the run goes to Otherwise.</p>}
    </fieldset>
  );
}
