"use client";
import { TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { exactReference, isTemplate, rootOf } from "@/lib/graph/references";
import { foreignNames, replaceForeign } from "@/lib/graph/template/foreign-references";
import { Button } from "../../ui/button";
import { FieldPicker } from "./field-picker";
import "./pill-menu.css";

interface Props {
  value: string;
  /** The whole text, with the field in it. */
  onReplace: (value: string) => void;
}

/** Liquid of other names, from an e-mail for one: it stays text, which is said here, with a way to put a field in its place. */
export function TokenForeign({ value, onReplace }: Props) {
  const names = isTemplate(value) ? foreignNames(value) : [];
  const put = (name: string, raw: string) => {
    const picked = exactReference(raw);
    if (picked) onReplace(replaceForeign(value, name, [...rootOf(picked.source), ...picked.path]));
  };
  return names.map((name) => <ForeignNote key={name} name={name} onPick={(raw) => put(name, raw)} />);
}

function ForeignNote({ name, onPick }: { name: string; onPick: (raw: string) => void }) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  return (
    <div className="in-foreign" ref={anchor} role="status">
      <TriangleAlert aria-hidden size={14} />
      <span>
        <b>{name}</b> is not among this workflow's fields. It stays text, and would be empty.
      </span>
      <Button size="sm" onClick={() => setOpen(true)} aria-label={`Pick a field in place of ${name}`}>
        Pick a field
      </Button>
      <FieldPicker plain open={open} onOpenChange={setOpen} anchor={anchor} onPick={onPick} />
    </div>
  );
}
