"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import type { FilterCall } from "@/lib/graph/template/engine";
import { IconButton } from "../../ui/icon-button";
import { callTitle, type Preview, previewText } from "./pill-chain";
import { PillFormatValues } from "./pill-format-values";

interface Props {
  call: FilterCall;
  /** From 1. */
  place: number;
  count: number;
  /** Just added: its first value is to be typed. */
  fresh: boolean;
  /** Of the sample, after this format. */
  preview: Preview;
  onChange: (call: FilterCall) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One format of the chain: its values, its place and what comes out. Alt and an arrow move it, Delete takes it away. */
export function PillFormatRow(props: Props) {
  const { call, place, count, fresh, preview, onChange, onMove, onRemove } = props;
  const title = callTitle(call);
  const moveBy = (by: -1 | 1) => (event: MouseEvent) => {
    const row = event.currentTarget.closest("li");
    if (row) moveRow(row, by, onMove);
  };
  const values = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = fresh ? values.current?.querySelector<HTMLElement>("input, select") : null;
    input?.focus();
    if (input instanceof HTMLInputElement) input.select();
  }, [fresh]);
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    const act = actionOf(event, props);
    if (act === null) return;
    event.preventDefault();
    act();
  };
  return (
    <li
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys: moved with Alt and an arrow, removed with Delete
      tabIndex={0}
      aria-label={`${place}. ${title}`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
      onKeyDown={onKeyDown}
    >
      <div className="in-chain-head">
        <b>{title}</b>
        <IconButton label={`Move ${title} up`} disabled={place === 1} onClick={moveBy(-1)}>
          <ArrowUp aria-hidden size={14} />
        </IconButton>
        <IconButton label={`Move ${title} down`} disabled={place === count} onClick={moveBy(1)}>
          <ArrowDown aria-hidden size={14} />
        </IconButton>
        <IconButton label={`Remove ${title}`} onClick={onRemove}>
          <X aria-hidden size={14} />
        </IconButton>
      </div>
      <div ref={values} className="in-chain-values">
        <PillFormatValues call={call} onChange={onChange} />
      </div>
      <samp data-problem={"problem" in preview || undefined}>{previewText(preview)}</samp>
    </li>
  );
}

function actionOf(
  { altKey, key, target, currentTarget }: KeyboardEvent<HTMLLIElement>,
  { onMove, onRemove }: Pick<Props, "onMove" | "onRemove">,
): (() => void) | null {
  if (altKey) {
    if (key === "ArrowUp") return () => moveRow(currentTarget, -1, onMove);
    return key === "ArrowDown" ? () => moveRow(currentTarget, 1, onMove) : null;
  }
  if (target === currentTarget) return key === "Delete" || key === "Backspace" ? onRemove : null;
  // The value is done, and the next format can be added.
  return key === "Enter" && target instanceof HTMLInputElement ? () => focusSearch(currentTarget) : null;
}

/** The focus goes along: rows stay where they are, formats change places. */
function moveRow(row: Element, by: -1 | 1, onMove: Props["onMove"]): void {
  onMove(by);
  const next = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (next instanceof HTMLElement) next.focus();
}

const focusSearch = (row: Element) =>
  row.closest("[role=dialog]")?.querySelector<HTMLElement>("[role=combobox]")?.focus();
