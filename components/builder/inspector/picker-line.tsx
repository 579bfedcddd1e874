"use client";
import { Check, ChevronDown, ChevronRight } from "lucide-react";
import type { PickerSource } from "@/lib/graph/sources";
import { NodeIcon } from "../../ui/node-icon";
import { RelativeTime } from "../../ui/relative-time";
import { startFieldDrag } from "./field-drag";
import { useInspector } from "./inspector-context";
import { entryText, shownValue, TYPE_WORDS } from "./picker-index";
import type { PickerListProps, Place } from "./picker-list";
import { type PickerRow, rowId } from "./picker-rows";

/** A step: a plain head where it has surely run, a hollow pill with the reason where it may not have. */
export function PickerSourceLine({ source }: { source: PickerSource }) {
  const { whyEmpty } = useInspector();
  if (source.guaranteed)
    return (
      <div className="in-picker-source" role="presentation">
        <NodeIcon icon={source.icon} role={source.role} size="sm" />
        <b>{source.name}</b>
        <small className="in-picker-always">
          <span>always runs first</span>
        </small>
        <Origin {...source.from} />
      </div>
    );
  return (
    <div className="in-picker-source" data-hollow role="presentation">
      <span className="in-picker-hollow">
        <NodeIcon icon={source.icon} bare />
        {source.name}
      </span>
      <Origin {...source.from} />
      <small className="in-picker-why">{whyEmpty(source.nodeId) ?? "Some paths go around it."}</small>
    </div>
  );
}

const ORIGINS = {
  chosen: "test event",
  pinned: "pinned",
  event: "last event",
  calculated: "calculated",
  tested: "last test",
  example: "example",
};

export function Origin({ origin, at }: PickerSource["from"]) {
  return (
    <span className="in-origin" data-origin={origin}>
      {ORIGINS[origin]}
      {at && (
        <>
          {", "}
          <RelativeTime at={at} />
        </>
      )}
    </span>
  );
}

type FieldLineProps = Omit<PickerListProps, "lines" | "label"> & Place & { row: PickerRow };

export function PickerFieldLine(props: FieldLineProps) {
  const { id, row, active, chosen, words, onPick } = props;
  const { field } = row;
  const raw = entryText(row);
  const isChosen = chosen === raw;
  const value = shownValue(row.value);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and handles the keys
    <div
      id={rowId(id, row)}
      role="option"
      tabIndex={-1}
      aria-selected={row.key === active?.key}
      aria-posinset={props.place}
      aria-setsize={props.setSize}
      aria-label={field.label}
      aria-description={description(row, value)}
      className="in-picker-row"
      data-chosen={isChosen || undefined}
      style={{ paddingLeft: 12 + (row.found ? 0 : row.depth) * 18 }}
      title={`${field.path}${field.description ? `: ${field.description}` : ""}`}
      draggable
      onDragStart={(event) => startFieldDrag(event, { raw, type: field.type })}
      onClick={() => onPick(row)}
    >
      <Chevron {...props} />
      <span className="in-picker-label">
        {row.found && row.within !== "" && <i>{row.within}</i>}
        <Marked text={field.label} words={words} />
      </span>
      <em data-type={field.type}>{TYPE_WORDS[field.type]}</em>
      <small>{row.memberCount > 0 && !row.found ? membersText(row) : excerpt(value, words)}</small>
      {isChosen && <Check aria-hidden size={14} />}
    </div>
  );
}

/** A part of the row to the pointer only: the arrow keys open and close, and the row's words say how it stands. */
function Chevron({ row, onToggle }: FieldLineProps) {
  const Icon = row.expanded ? ChevronDown : ChevronRight;
  if (!row.expandable) return <i aria-hidden />;
  return (
    <span
      aria-hidden
      className="in-picker-chevron"
      data-testid={`${row.expanded ? "close" : "open"} ${row.field.label}`}
      onClick={(event) => {
        event.stopPropagation();
        onToggle(row);
      }}
    >
      <Icon size={14} />
    </span>
  );
}

const membersText = ({ field, memberCount, value }: PickerRow): string => {
  if (field.type !== "list") return `${memberCount} ${memberCount === 1 ? "field" : "fields"}`;
  const count = Array.isArray(value) ? value.length : null;
  return count === null ? "list" : `${count} ${count === 1 ? "entry" : "entries"}`;
};

const ROOM = 24;

/** What was searched for stays in sight; an address begins where it says something. */
function excerpt(value: string | null, words: readonly string[]): string {
  if (value === null) return "not provided";
  const text = value.slice(0, 500).replace(/^https?:\/\//, "");
  const at = Math.max(...words.map((word) => text.toLowerCase().indexOf(word)), 0);
  return at > ROOM / 2 && text.length > ROOM ? `…${text.slice(at - 6)}` : text;
}

const description = (row: PickerRow, value: string | null): string =>
  [
    TYPE_WORDS[row.field.type],
    row.expandable ? `${membersText(row)}, ${row.expanded ? "open" : "closed"}` : (value ?? "not provided"),
    row.source.name,
  ].join(", ");

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  const lower = text.toLowerCase();
  const [word, at] = words
    .map((candidate) => [candidate, lower.indexOf(candidate)] as const)
    .find(([, place]) => place >= 0) ?? ["", -1];
  if (at < 0 || lower.length !== text.length) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}
