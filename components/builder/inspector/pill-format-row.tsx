"use client";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from "react";
import type { FilterCall, FilterValue } from "@/lib/graph/template/engine";
import { formatOf } from "@/lib/graph/template/formats/all-formats";
import type { FormatValue } from "@/lib/graph/template/formats/format";
import { IconButton } from "../../ui/icon-button";
import { callTitle, type Preview, previewText, withValue } from "./pill-chain";

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
        <Values call={call} onChange={onChange} />
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

function Values({ call, onChange }: Pick<Props, "call" | "onChange">) {
  const described = formatOf(call.name)?.values ?? [];
  const further = call.values.slice(described.length);
  return (
    <>
      {described.map((value, index) => (
        <ValueInput
          key={value.label}
          value={value}
          given={call.values[index]}
          onChange={(next) => onChange(withValue(call, index, next))}
        />
      ))}
      {further.map((value) => (
        <code key={JSON.stringify(value)}>{writtenText(value)}</code>
      ))}
    </>
  );
}

const writtenText = (value: FilterValue): string => {
  const text = "liquid" in value ? value.liquid : JSON.stringify(value.literal);
  return value.key === undefined ? text : `${value.key}: ${text}`;
};

interface ValueProps {
  value: FormatValue;
  given: FilterValue | undefined;
  onChange: (value: FilterValue | null) => void;
}

function ValueInput({ value, given, onChange }: ValueProps) {
  const id = useId();
  // Another field, or a named value: it stays as it is written.
  if (given && ("liquid" in given || given.key !== undefined)) return <code>{writtenText(given)}</code>;
  const text = String(given?.literal ?? "");
  const write = (next: string) => {
    if (next === "" && value.optional) return onChange(null);
    const number = Number(next);
    const isNumber = value.input === "number" && next.trim() !== "" && Number.isFinite(number);
    onChange({ literal: isNumber ? number : next });
  };
  if (value.choices) return <Choice value={value} text={text} onChange={write} />;
  return (
    <label>
      <span>{value.label}</span>
      <input
        className="ui-input"
        value={text}
        inputMode={value.input === "number" ? "decimal" : "text"}
        placeholder={value.input === "zone" ? "UTC" : undefined}
        list={value.input === "zone" ? id : undefined}
        onChange={(event) => write(event.target.value)}
      />
      {value.input === "zone" && <Zones id={id} />}
    </label>
  );
}

function Choice({
  value,
  text,
  onChange,
}: {
  value: FormatValue;
  text: string;
  onChange: (text: string) => void;
}) {
  const choices = value.choices ?? [];
  const isKnown = choices.some((choice) => choice.value === text);
  return (
    <>
      <label>
        <span>{value.label}</span>
        <select
          className="ui-input"
          value={isKnown ? `=${text}` : ""}
          // A space makes it another pattern than the chosen one, with the same meaning.
          onChange={(event) => onChange(event.target.value === "" ? `${text} ` : event.target.value.slice(1))}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={`=${choice.value}`}>
              {choice.label}
            </option>
          ))}
          {(value.custom !== undefined || !isKnown) && <option value="">{value.custom ?? "Other"}</option>}
        </select>
      </label>
      {!isKnown && value.custom !== undefined && (
        <label>
          <span>Pattern</span>
          <input
            className="ui-input"
            value={text}
            placeholder="%d %B %Y"
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      )}
    </>
  );
}

const Zones = ({ id }: { id: string }) => (
  <datalist id={id}>
    {Intl.supportedValuesOf("timeZone").map((zone) => (
      <option key={zone} value={zone} />
    ))}
  </datalist>
);
