"use client";
/** The lines of a picker, only those in sight drawn: thousands of fields cost as much as ten. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { PickerFieldLine, PickerSourceLine } from "./picker-line";
import { isRow, type PickerLine, type PickerRow, rowId } from "./picker-rows";

export interface PickerListProps {
  id: string;
  label: string;
  lines: readonly PickerLine[];
  active: PickerRow | undefined;
  /** The reference that the field holds now. */
  chosen?: string | undefined;
  /** Marked where labels hold them; in lower case. */
  words: readonly string[];
  onPick: (row: PickerRow) => void;
  onToggle: (row: PickerRow) => void;
  /** Given: the list has the focus itself, else a search box has it. */
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
}

/** Where a row stands among all rows, of which only those in sight may be drawn. */
export interface Place {
  place: number | undefined;
  setSize: number;
}

/** Pixels; the lines are laid out by them, so picker.css has the same. */
const HEIGHTS = { field: 30, source: 36, hollow: 54, title: 34 };

/** A list of ordinary length is there as a whole, for whoever reads the page by other means than sight. */
const DRAWN_WHOLE = 100;

const heightOf = (line: PickerLine | undefined): number => {
  if (line?.kind === "source" && !line.source.guaranteed) return HEIGHTS.hollow;
  return HEIGHTS[line?.kind ?? "field"];
};

export function PickerList(props: PickerListProps) {
  const { id, label, lines, active } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lines[index]),
    // Others with other lines, so that places are worked out then, and only then.
    getItemKey: useCallback((index: number) => lines[index]?.key ?? index, [lines]),
    initialRect: { width: 360, height: 340 },
    overscan: lines.length <= DRAWN_WHOLE ? lines.length : 8,
  });
  const activeIndex = active === undefined ? -1 : lines.findIndex((line) => line.key === active.key);
  useEffect(() => {
    if (activeIndex < 0) return;
    // The title above the first row comes into sight with it.
    const before = lines[activeIndex - 1];
    virtual.scrollToIndex(before && !isRow(before) ? activeIndex - 1 : activeIndex, { align: "auto" });
    virtual.scrollToIndex(activeIndex, { align: "auto" });
  }, [activeIndex, lines, virtual]);
  const places = useMemo(
    () => new Map(lines.filter(isRow).map(({ key }, index) => [key, index + 1])),
    [lines],
  );
  return (
    <div
      ref={scroller}
      className="in-picker-list"
      role="listbox"
      id={id}
      aria-label={label}
      tabIndex={props.onKeyDown ? 0 : -1}
      aria-activedescendant={props.onKeyDown && active && rowId(id, active)}
      onKeyDown={props.onKeyDown}
    >
      <div role="presentation" className="in-picker-all" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const line = lines[index];
          return (
            line && (
              <div role="presentation" key={key} className="in-picker-place" style={{ top: start }}>
                <Line line={line} place={places.get(line.key)} setSize={places.size} {...props} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function Line({ line, ...props }: PickerListProps & Place & { line: PickerLine }) {
  if (line.kind === "source") return <PickerSourceLine source={line.source} />;
  if (line.kind === "field") return <PickerFieldLine row={line} {...props} />;
  return (
    <div className="in-picker-title" role="presentation">
      <span>{line.text}</span>
      {line.aside && <small>{line.aside}</small>}
    </div>
  );
}
