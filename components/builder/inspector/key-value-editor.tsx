"use client";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { isRecord, type JsonValue } from "@/lib/base/json";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Input } from "../../ui/input";
import { TokenField } from "./token-field";
import { useEntryFocus } from "./use-entry-focus";

interface Pair {
  name: string;
  value: string;
}

const toPairs = (value: JsonValue | undefined): Pair[] =>
  isRecord(value)
    ? Object.entries(value).map(([name, text]) => ({
        name,
        value: typeof text === "string" ? text : JSON.stringify(text),
      }))
    : [];
const toRecord = (pairs: readonly Pair[]): JsonValue =>
  Object.fromEntries(
    pairs.filter(({ name }) => name.trim() !== "").map(({ name, value }) => [name.trim(), value]),
  );

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}

/** Names with templates. Rows without a name yet are kept here, so that typing a name loses nothing. */
export function KeyValueEditor({ label, value, onChange }: Props) {
  const [pairs, setPairs] = useState(() => toPairs(value));
  const current = JSON.stringify(toRecord(pairs)) === JSON.stringify(value ?? {}) ? pairs : toPairs(value);
  const focus = useEntryFocus<HTMLDivElement>(":scope > .in-pairs");
  const write = (next: Pair[]) => {
    setPairs(next);
    onChange(toRecord(next));
  };
  const put = (index: number, change: Partial<Pair>) =>
    write(current.map((pair, i) => (i === index ? { ...pair, ...change } : pair)));
  return (
    <div ref={focus.list} className="flex flex-col gap-2">
      {current.map((pair, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
        <div className="in-pairs" key={index}>
          <Input
            aria-label={`${label}: name ${index + 1}`}
            placeholder="name"
            value={pair.name}
            onChange={(event) => put(index, { name: event.target.value })}
          />
          <TokenField
            label={`${label}: ${pair.name || `value ${index + 1}`}`}
            value={pair.value}
            placeholder="value"
            onChange={(text) => put(index, { value: text })}
          />
          <IconButton
            label={`Remove ${pair.name || "the row"}`}
            onClick={() => {
              focus.removing();
              write(current.filter((_, i) => i !== index));
            }}
          >
            <Trash2 aria-hidden size={14} />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          data-adds=""
          onClick={() => {
            focus.adding();
            setPairs([...current, { name: "", value: "" }]);
          }}
        >
          <Plus aria-hidden size={14} /> Add a {label.toLowerCase().includes("header") ? "header" : "field"}
        </Button>
      </div>
    </div>
  );
}
