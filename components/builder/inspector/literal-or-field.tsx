"use client";
import { Braces } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import type { JsonValue } from "@/lib/base/json";
import { isTemplate } from "@/lib/graph/references";
import { hasLostFocus } from "../../ui/focus";
import { useFieldDrop } from "./field-drag";
import { FieldPicker } from "./field-picker";
import { TokenField } from "./token-field";
import { focusIn } from "./use-asked-field";

interface Props {
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
  /** The control for a value of one's own. */
  children: ReactNode;
}

/** A value of one's own, or a field instead: what holds a field is shown with its pill, and emptying that leads back. */
export function LiteralOrField({ label, value, onChange, children }: Props) {
  const isField = typeof value === "string" && isTemplate(value);
  const box = useRef<HTMLDivElement>(null);
  useFocusOnSwitch(box, isField);
  return (
    <div ref={box}>
      {isField ? (
        <TokenField
          label={label}
          value={value}
          onChange={(text) => onChange(text.trim() === "" ? undefined : text)}
        />
      ) : (
        <Literal label={label} onChange={onChange}>
          {children}
        </Literal>
      )}
    </div>
  );
}

function Literal({ label, onChange, children }: Omit<Props, "value">) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const drop = useFieldDrop(({ raw }) => onChange(raw));
  return (
    <div ref={anchor} className="in-literal" {...drop}>
      {children}
      <button
        type="button"
        className="in-insert"
        aria-label={`Use a field for ${label}`}
        title="Use a field instead"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Braces aria-hidden size={14} />
      </button>
      <FieldPicker open={open} onOpenChange={setOpen} anchor={anchor} onPick={(raw) => onChange(raw)} />
    </div>
  );
}

/** One control takes the other's place, and its focus. */
function useFocusOnSwitch(box: RefObject<HTMLDivElement | null>, isField: boolean): void {
  const was = useRef(isField);
  useEffect(() => {
    if (was.current === isField) return;
    was.current = isField;
    if (box.current && hasLostFocus()) return focusIn(box.current);
  }, [box, isField]);
}
