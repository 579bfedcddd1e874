"use client";
import { TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { exactReference, isTemplate, rewritten } from "@/lib/graph/references";
import { readVariable } from "@/lib/graph/template/engine";
import { foreignOutputs } from "@/lib/graph/template/foreign-references";
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
  const foreign = isTemplate(value) ? foreignOutputs(value) : [];
  return foreign.map(({ raw, name }, index) => (
    <ForeignNote
      // biome-ignore lint/suspicious/noArrayIndexKey: the same name may be there twice
      key={`${name} ${index}`}
      name={name}
      onPick={(picked) => onReplace(value.replace(raw, () => withFilters(picked, raw)))}
    />
  ));
}

/** The filters that the other name had go on with the field. */
function withFilters(picked: string, raw: string): string {
  const reference = exactReference(picked);
  const calls = readVariable(raw.replace(/^\{\{-?|-?\}\}$/g, "").trim())?.calls;
  return reference === null || calls === undefined ? picked : rewritten(reference, { calls });
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
      <FieldPicker
        open={open}
        onOpenChange={setOpen}
        anchor={anchor}
        onPick={(raw) => {
          setOpen(false);
          onPick(raw);
        }}
      />
    </div>
  );
}
