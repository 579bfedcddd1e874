"use client";
/** The schema-first picker: every field of every earlier step, before anything has run. */
import { type KeyboardEvent, type RefObject, useId, useMemo, useState } from "react";
import type { PickerSource } from "@/lib/graph/sources";
import { Kbd } from "../../ui/kbd";
import { useInspector } from "./inspector-context";
import { ListSearch } from "./list-search";
import { NothingToPick } from "./nothing-to-pick";
import { entryText, fieldKey } from "./picker-index";
import { pickerKey } from "./picker-keys";
import { PickerList } from "./picker-list";
import { PickerPopover } from "./picker-popover";
import {
  firstRow,
  isRow,
  type PickerLine,
  type PickerRow,
  pickerLines,
  rowId,
  searchWords,
} from "./picker-rows";
import { useSeenSource } from "./use-seen-source";
import "./picker.css";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: RefObject<Element | null>;
  /** The reference that is there now; its row has a tick. */
  chosen?: string;
  /** Only what needs no format to be a value. */
  plain?: boolean | undefined;
  /** By then it is closed. */
  onPick: (raw: string, row: PickerRow) => void;
}

/** One field; having been picked, it closes. */
export function FieldPicker({ open, onOpenChange, anchor, chosen, plain, onPick }: Props) {
  const pick = (raw: string, row: PickerRow) => {
    onOpenChange(false);
    onPick(raw, row);
  };
  return (
    <PickerPopover label="Pick a field" open={open} onOpenChange={onOpenChange} anchor={anchor} align="end">
      <PickerBody chosen={chosen} plain={plain} onPick={pick} onClose={() => onOpenChange(false)} />
    </PickerPopover>
  );
}

interface BodyProps {
  chosen: string | undefined;
  plain: boolean | undefined;
  onPick: Props["onPick"];
  onClose: () => void;
}

function PickerBody({ chosen, plain = false, onPick, onClose }: BodyProps) {
  const { sources } = useInspector();
  const listId = useId();
  const picker = usePicker(plain);
  const { lines, words, active } = picker;
  const pick = (row: PickerRow) => onPick(entryText(row), row);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const act = pickerKey(event, { ...picker, pick });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <>
      <ListSearch
        label="Search fields"
        placeholder="Search fields"
        value={picker.search}
        onChange={picker.setSearch}
        onKeyDown={onKeyDown}
        listId={listId}
        activeId={active && rowId(listId, active)}
      >
        <span aria-hidden className="in-picker-keys">
          <Kbd>↑↓</Kbd>
          <Kbd>↵</Kbd>
        </span>
      </ListSearch>
      {lines.length === 0 ? (
        <NothingToPick noSource={sources.length === 0} search={picker.search} onClose={onClose} />
      ) : (
        <PickerList
          id={listId}
          label="Fields"
          lines={lines}
          active={active}
          chosen={chosen}
          words={words}
          onPick={pick}
          onToggle={picker.toggle}
        />
      )}
      {active && <PickerFoot row={active} />}
    </>
  );
}

/** What is known of the row that the keys are at. */
function PickerFoot({ row: { field } }: { row: PickerRow }) {
  return (
    <p className="in-picker-foot">
      <code>{field.filters === undefined ? field.path : `${field.path} ${field.filters}`}</code>
      {field.description && <span>{field.description}</span>}
    </p>
  );
}

/** In a loop its item is what people look for: it is open from the start. */
const items = (sources: readonly PickerSource[]): string[] =>
  sources.flatMap((source) => (source.loop ? [fieldKey(source, { path: source.loop.item })] : []));

const isFormatted = (line: PickerLine) => isRow(line) && line.field.filters !== undefined;

function usePicker(plain: boolean) {
  const { sources } = useInspector();
  const seen = useSeenSource(sources);
  const [search, setSearch] = useState("");
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set(items(sources)));
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const lines = useMemo(
    () => pickerLines({ sources, seen, search, expanded }).filter((line) => !plain || !isFormatted(line)),
    [sources, seen, search, expanded, plain],
  );
  const rows = useMemo(() => lines.filter(isRow), [lines]);
  const active = rows.find(({ key }) => key === activeKey) ?? firstRow(lines);
  const toggle = (row: PickerRow, open = !row.expanded) => {
    const next = new Set(expanded);
    if (open) next.add(row.key);
    else next.delete(row.key);
    setExpanded(next);
    setActiveKey(row.key);
  };
  return {
    search,
    setSearch: (text: string) => {
      setSearch(text);
      setActiveKey(null);
    },
    words: searchWords(search),
    lines,
    rows,
    active,
    goTo: (row: PickerRow | undefined) => row && setActiveKey(row.key),
    toggle,
  };
}
