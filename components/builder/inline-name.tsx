"use client";
import { Pencil } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";

interface Props {
  value: string;
  label: string;
  maxLength: number;
  onChange: (value: string) => void;
  heading?: boolean;
  /** Name of a window event that starts editing. */
  editOn?: string;
  placeholder?: string;
}

/** A name that turns into a field when pressed. Enter keeps, Escape leaves it as it was. */
export function InlineName({ value, label, maxLength, onChange, heading, editOn, placeholder }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const editing = typed !== null;
  useEffect(() => {
    if (editing) field.current?.select();
  }, [editing]);
  useEffect(() => {
    if (editOn === undefined) return;
    const start = () => setTyped(value);
    window.addEventListener(editOn, start);
    return () => window.removeEventListener(editOn, start);
  }, [editOn, value]);
  const keep = () => {
    const next = typed?.trim() ?? "";
    setTyped(null);
    if (next !== value && (next !== "" || placeholder !== undefined)) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") keep();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    setTyped(null);
  };
  if (editing)
    return (
      <input
        ref={field}
        className="bd-name-field"
        aria-label={label}
        value={typed}
        maxLength={maxLength}
        placeholder={placeholder}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={onKeyDown}
      />
    );
  const shown = value || placeholder;
  return (
    <button
      type="button"
      className="bd-name"
      aria-label={`Rename ${shown}`}
      title="Rename"
      onClick={() => setTyped(value)}
    >
      {heading ? <h1>{shown}</h1> : <b>{shown}</b>}
      <Pencil aria-hidden size={14} strokeWidth={1.5} />
    </button>
  );
}
