"use client";
import { Pencil } from "lucide-react";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { hasLostFocus } from "../ui/focus";

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
  const { button, began } = useFocusOfName(field, editing);
  useEffect(() => {
    if (editOn === undefined) return;
    const start = () => {
      began();
      setTyped(value);
    };
    window.addEventListener(editOn, start);
    return () => window.removeEventListener(editOn, start);
  }, [editOn, value, began]);
  const keep = () => {
    const next = typed?.trim() ?? "";
    setTyped(null);
    if (next !== value && (next !== "" || placeholder !== undefined)) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      // Its default would press the button that has the focus by then.
      event.preventDefault();
      keep();
    }
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
      ref={button}
      type="button"
      className="bd-name"
      aria-label={`Rename ${shown}`}
      title="Rename"
      onClick={() => {
        began();
        setTyped(value);
      }}
    >
      {heading ? <h1>{shown}</h1> : <b>{shown}</b>}
      <Pencil aria-hidden size={14} strokeWidth={1.5} />
    </button>
  );
}

/** The field has it while it is there; then whoever had it before, such as the step's card, or the name. */
function useFocusOfName(field: RefObject<HTMLInputElement | null>, editing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (editing) {
      field.current?.focus();
      field.current?.select();
    } else if (before.current !== null && hasLostFocus()) {
      const isThere = before.current.isConnected && before.current !== document.body;
      const element = isThere ? before.current : button.current;
      if (element instanceof HTMLElement) element.focus();
    }
  }, [editing, field]);
  const began = useCallback(() => {
    before.current = document.activeElement;
  }, []);
  return { button, began };
}
