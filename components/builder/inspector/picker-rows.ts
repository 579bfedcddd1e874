/** The picker's tree as the lines that are in sight. Pure. */
import type { PickerSource } from "@/lib/graph/sources";
import { entriesOf, type FoundEntry, type PickerEntry, searchEntries } from "./picker-index";

export interface PickerRow extends PickerEntry {
  kind: "field";
  expandable: boolean;
  expanded: boolean;
  /** Found by a search: shown with what it is in, not under it. */
  found: boolean;
  rank: number;
}

export type PickerLine =
  | PickerRow
  | { kind: "source"; key: string; source: PickerSource }
  | { kind: "title"; key: string; text: string; aside?: string };

export interface PickerView {
  sources: readonly PickerSource[];
  /** Fields of real events that the trigger's schema does not name, as one more source. */
  seen: PickerSource | null;
  search: string;
  expanded: ReadonlySet<string>;
}

/** Steps that have surely run come first, nearest first, the others under a title of their own. */
export function pickerLines(view: PickerView): PickerLine[] {
  const lines = (sources: readonly PickerSource[]) => sources.flatMap((source) => sourceLines(source, view));
  const always = lines(view.sources.filter(({ guaranteed }) => guaranteed));
  const maybe = lines(view.sources.filter(({ guaranteed }) => !guaranteed));
  const title: PickerLine = { kind: "title", key: "maybe", text: "May be empty", aside: "not on every path" };
  return [...always, ...(maybe.length === 0 ? [] : [title, ...maybe]), ...seenLines(view)];
}

function seenLines(view: PickerView): PickerLine[] {
  const rows = view.seen === null ? [] : fieldRows(view.seen, view);
  if (rows.length === 0) return [];
  return [{ kind: "title", key: "seen", text: "Also seen in your events" }, ...rows];
}

function sourceLines(source: PickerSource, view: PickerView): PickerLine[] {
  const rows = fieldRows(source, view);
  return rows.length === 0 ? [] : [{ kind: "source", key: `source:${source.nodeId}`, source }, ...rows];
}

/** With a search, every field that fits, wherever it is nested; else the tree as far as it is opened. */
function fieldRows(source: PickerSource, { search, expanded }: PickerView): PickerRow[] {
  const words = searchWords(search);
  return words.length === 0 ? treeRows(source, expanded) : foundRows(searchEntries(source, words));
}

export const searchWords = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean);

function treeRows(source: PickerSource, expanded: ReadonlySet<string>): PickerRow[] {
  const open = new Set<string>();
  const rows: PickerRow[] = [];
  for (const entry of entriesOf(source)) {
    if (entry.parent !== null && !open.has(entry.parent)) continue;
    const isOpen = entry.memberCount > 0 && expanded.has(entry.key);
    if (isOpen) open.add(entry.key);
    rows.push({
      ...entry,
      kind: "field",
      expandable: entry.memberCount > 0,
      expanded: isOpen,
      found: false,
      rank: 0,
    });
  }
  return rows;
}

/** By rank: a first letter finds thousands, and the next one mostly the same. */
const knownFinds = new WeakMap<PickerEntry, PickerRow[]>();

const foundRows = (found: readonly FoundEntry[]): PickerRow[] => found.map(foundRow);

function foundRow({ entry, rank }: FoundEntry): PickerRow {
  const known = knownFinds.get(entry) ?? [];
  knownFinds.set(entry, known);
  known[rank] ??= { ...entry, kind: "field", expandable: false, expanded: false, found: true, rank };
  return known[rank];
}

export const isRow = (line: PickerLine): line is PickerRow => line.kind === "field";

/** Where the list begins: at the best find, the nearest among equals. */
export function firstRow(lines: readonly PickerLine[]): PickerRow | undefined {
  let best: PickerRow | undefined;
  for (const line of lines) if (isRow(line) && (best === undefined || line.rank < best.rank)) best = line;
  return best;
}

/** An id in the page, for assistive technology. */
export const rowId = (listId: string, row: PickerRow): string =>
  `${listId}-${row.key.replace(/[^\w.:-]/g, "_")}`;
