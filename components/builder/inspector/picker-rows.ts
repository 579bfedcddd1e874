/** The picker's tree as the lines that are in sight. Pure. */
import type { PickerSource } from "@/lib/graph/sources";
import { entriesOf, type PickerEntry, RANKS, searchEntries } from "./picker-index";

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
  const all = view.seen === null ? view.sources : [...view.sources, view.seen];
  const words = searchWords(view.search);
  const { rows, more } = words.length === 0 ? treeOf(all, view.expanded) : findsOf(all, words);
  const lines = (sources: readonly PickerSource[]) => sources.flatMap((source) => sourceLines(source, rows));
  const always = lines(view.sources.filter(({ guaranteed }) => guaranteed));
  const maybe = lines(view.sources.filter(({ guaranteed }) => !guaranteed));
  const seen = view.seen === null ? [] : (rows.get(view.seen) ?? []);
  return [
    ...always,
    ...titled({ kind: "title", key: "maybe", text: "May be empty", aside: "not on every path" }, maybe),
    ...titled({ kind: "title", key: "seen", text: "Also seen in your events" }, seen),
    ...(more === 0
      ? []
      : [{ kind: "title" as const, key: "more", text: `${more} more: go on typing to find them` }]),
  ];
}

const titled = (title: PickerLine, lines: readonly PickerLine[]): PickerLine[] =>
  lines.length === 0 ? [] : [title, ...lines];

interface Shown {
  rows: ReadonlyMap<PickerSource, readonly PickerRow[]>;
  /** Found, and too many to show. */
  more: number;
}

function sourceLines(source: PickerSource, rows: Shown["rows"]): PickerLine[] {
  return titled({ kind: "source", key: `source:${source.nodeId}`, source }, rows.get(source) ?? []);
}

export const searchWords = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean);

/** The tree as far as it is opened. */
const treeOf = (sources: readonly PickerSource[], expanded: ReadonlySet<string>): Shown => ({
  rows: new Map(sources.map((source) => [source, treeRows(source, expanded)])),
  more: 0,
});

function treeRows(source: PickerSource, expanded: ReadonlySet<string>): PickerRow[] {
  const open = new Set<string>();
  const rows: PickerRow[] = [];
  for (const entry of entriesOf(source)) {
    if (entry.parent !== null && !open.has(entry.parent)) continue;
    const isOpen = entry.memberCount > 0 && expanded.has(entry.key);
    if (isOpen) open.add(entry.key);
    const expandable = entry.memberCount > 0;
    rows.push({ ...entry, kind: "field", expandable, expanded: isOpen, found: false, rank: 0 });
  }
  return rows;
}

/** Nobody reads on after so many; a first letter finds thousands. */
const MAX_FOUND = 300;

/** Every field that fits, wherever it is nested; of too many the best. */
function findsOf(sources: readonly PickerSource[], words: readonly string[]): Shown {
  const finds = sources.map((source) => [source, searchEntries(source, words)] as const);
  const total = finds.reduce((sum, [, found]) => sum + found.reduce((all, { length }) => all + length, 0), 0);
  const rows = new Map<PickerSource, PickerRow[]>(sources.map((source) => [source, []]));
  let room = MAX_FOUND;
  for (const rank of RANKS)
    for (const [source, found] of finds) {
      const taken = (found[rank] ?? []).slice(0, room);
      room -= taken.length;
      rows.get(source)?.push(...taken.map((entry) => foundRow(entry, rank)));
    }
  return { rows, more: Math.max(0, total - MAX_FOUND) };
}

const foundRow = (entry: PickerEntry, rank: number): PickerRow => ({
  ...entry,
  kind: "field",
  expandable: false,
  expanded: false,
  found: true,
  rank,
});

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
