"use client";
/** The schema-first picker: every field of every earlier step, before anything has run. */
import { Popover } from "@base-ui/react/popover";
import { ChevronDown, ChevronRight, Search } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { referenceText } from "@/lib/graph/references";
import { NodeIcon } from "../../ui/node-icon";
import { useInspector } from "./inspector-context";
import { type PickerGroup, type PickerRow, pickerGroups } from "./picker-rows";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<Element | null>;
  onPick: (raw: string, row: PickerRow) => void;
}

const TYPE_WORDS: Record<string, string> = {
  boolean: "yes/no",
  text: "text",
  number: "number",
  date: "date",
  url: "url",
  list: "list",
  object: "object",
};

export function FieldPicker({ open, onOpenChange, anchor, onPick }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side="bottom"
          align="end"
          sideOffset={6}
          style={{ zIndex: "var(--z-popover)" }}
        >
          <Popover.Popup className="ui-popover in-picker" aria-label="Pick a field">
            {open && <PickerBody onPick={onPick} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PickerBody({ onPick }: Pick<Props, "onPick">) {
  const { sources } = useInspector();
  const [search, setSearch] = useState("");
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const groups = useMemo(() => pickerGroups(sources, search, expanded), [sources, search, expanded]);
  const rows = groups.flatMap((group) => group.rows);
  const toggle = (row: PickerRow, open = !expanded.has(row.key)) => {
    const next = new Set(expanded);
    if (open) next.add(row.key);
    else next.delete(row.key);
    setExpanded(next);
  };
  const pick = (row: PickerRow) => onPick(referenceText(row.source.reference, row.field.path), row);
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyActions({ rows, active, setActive, toggle, pick }).get(event.key);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work from the search box, which keeps the focus
    <div onKeyDown={onKeyDown}>
      <div className="in-picker-search">
        <Search aria-hidden size={14} />
        <input
          // biome-ignore lint/a11y/noAutofocus: it was opened to be typed into
          autoFocus
          placeholder="Search fields"
          aria-label="Search fields"
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setActive(0);
          }}
        />
      </div>
      <div className="in-picker-list" role="listbox" aria-label="Fields">
        {groups.map((group) => (
          <Group
            key={group.source.nodeId}
            group={group}
            active={rows[active]?.key}
            onPick={pick}
            onToggle={toggle}
          />
        ))}
        {groups.length === 0 && (
          <p className="in-picker-none">
            {sources.length === 0 ? "No step comes before this one." : "No field matches."}
          </p>
        )}
      </div>
    </div>
  );
}

interface Keys {
  rows: readonly PickerRow[];
  active: number;
  setActive: (index: number) => void;
  toggle: (row: PickerRow, open: boolean) => void;
  pick: (row: PickerRow) => void;
}

/** What a key means where the list stands now; undefined where it means nothing. */
function keyActions({ rows, active, setActive, toggle, pick }: Keys): Map<string, () => void> {
  const row = rows[active];
  const actions = new Map([
    ["ArrowDown", () => setActive(Math.min(rows.length - 1, active + 1))],
    ["ArrowUp", () => setActive(Math.max(0, active - 1))],
  ]);
  if (row?.expandable) actions.set("ArrowRight", () => toggle(row, true));
  if (row?.expanded) actions.set("ArrowLeft", () => toggle(row, false));
  if (row) actions.set("Enter", () => pick(row));
  return actions;
}

interface GroupProps {
  group: PickerGroup;
  active: string | undefined;
  onPick: (row: PickerRow) => void;
  onToggle: (row: PickerRow) => void;
}

function Group({ group: { source, rows }, active, onPick, onToggle }: GroupProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of a listbox
    <div role="group" aria-label={source.name}>
      <div className="in-picker-source">
        <NodeIcon icon={source.icon} role={source.role} size="sm" />
        <b>{source.name}</b>
        <small>{source.guaranteed ? "always runs first" : "may be empty"}</small>
      </div>
      {rows.map((row) => (
        <Row key={row.key} row={row} active={row.key === active} onPick={onPick} onToggle={onToggle} />
      ))}
    </div>
  );
}

function Row({
  row,
  active,
  onPick,
  onToggle,
}: Omit<GroupProps, "group" | "active"> & { row: PickerRow; active: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const Chevron = row.expanded ? ChevronDown : ChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search box has the focus and handles the keys
    <div
      ref={element}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-label={row.field.label}
      className="in-picker-row"
      style={{ paddingLeft: 12 + row.depth * 18 }}
      title={`${row.field.path}${row.field.description ? `: ${row.field.description}` : ""}`}
      onClick={() => onPick(row)}
    >
      {row.expandable ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`${row.expanded ? "Close" : "Open"} ${row.field.label}`}
          onClick={(event) => {
            event.stopPropagation();
            onToggle(row);
          }}
        >
          <Chevron aria-hidden size={14} />
        </button>
      ) : (
        <i />
      )}
      <span>{row.field.label}</span>
      <em data-type={row.field.type}>{TYPE_WORDS[row.field.type]}</em>
      <small>{row.expandable ? `${row.field.fields?.length} fields` : (row.sample ?? "not provided")}</small>
    </div>
  );
}
