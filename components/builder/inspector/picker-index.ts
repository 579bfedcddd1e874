/** Every field of a source, found once per source: the picker draws and searches this. Pure. */
import { valueAt } from "@/lib/base/json";
import type { FieldType } from "@/lib/graph/descriptor";
import { referenceText } from "@/lib/graph/references";
import type { PickerSource } from "@/lib/graph/sources";
import { membersOf, type PickableField } from "@/lib/graph/value-fields";

export interface PickerEntry {
  key: string;
  source: PickerSource;
  field: PickableField;
  /** In the source's sample: of one event, built-in or real; what it lacks must not be made up from another. */
  value: unknown;
  depth: number;
  /** Key of the object or list it is in. */
  parent: string | null;
  /** What it is in, in words: "Customer › ". */
  within: string;
  memberCount: number;
}

const MAX_DEPTH = 6;
/** A service may answer with anything; what is beyond is still there to be typed. */
const MAX_ENTRIES = 10_000;

const indexes = new WeakMap<PickerSource, readonly PickerEntry[]>();

export const fieldKey = (
  { reference }: PickerSource,
  { path, filters = "" }: Pick<PickableField, "path" | "filters">,
): string => `${reference}:${path}${filters}`;

/** Depth first, parents before their members. */
export function entriesOf(source: PickerSource): readonly PickerEntry[] {
  const known = indexes.get(source);
  if (known !== undefined) return known;
  const entries: PickerEntry[] = [];
  for (const field of source.fields)
    addEntry(
      entries,
      { field, value: valueAt(source.sample, field.path.split(".")) },
      { source, parent: null },
    );
  indexes.set(source, entries);
  return entries;
}

function addEntry(
  entries: PickerEntry[],
  { field, value }: { field: PickableField; value: unknown },
  { source, parent }: { source: PickerSource; parent: PickerEntry | null },
): void {
  if (entries.length >= MAX_ENTRIES) return;
  const depth = parent === null ? 0 : parent.depth + 1;
  const members = depth < MAX_DEPTH ? membersOf(field, value) : [];
  const entry: PickerEntry = {
    key: fieldKey(source, field),
    source,
    field,
    value,
    depth,
    parent: parent?.key ?? null,
    within: parent === null ? "" : `${parent.within}${parent.field.label} › `,
    memberCount: members.length,
  };
  entries.push(entry);
  for (const member of members) addEntry(entries, member, { source, parent: entry });
}

/** The reference that picking it writes. */
export function entryText({ source, field }: Pick<PickerEntry, "source" | "field">): string {
  const plain = referenceText(source.reference, field.path);
  return field.filters === undefined ? plain : plain.replace(/ \}\}$/, ` ${field.filters} }}`);
}

/** Null where the sample has no value. */
export function shownValue(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

export const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  boolean: "yes/no",
  text: "text",
  number: "number",
  date: "date",
  url: "url",
  list: "list",
  object: "object",
};

interface Searchable {
  label: string;
  /** Label, what it is in, path, description. */
  words: string;
  value: string;
}

const searchables = new WeakMap<PickerSource, readonly Searchable[]>();

function searchablesOf(source: PickerSource): readonly Searchable[] {
  const known = searchables.get(source);
  if (known !== undefined) return known;
  const name = source.name.toLowerCase();
  const made = entriesOf(source).map(({ field, within, value, memberCount }) => ({
    label: field.label.toLowerCase(),
    words: `${name} ${within}${field.label} ${field.path} ${field.description ?? ""}`.toLowerCase(),
    // The members' values are found with the members.
    value: memberCount > 0 ? "" : (shownValue(value) ?? "").toLowerCase(),
  }));
  searchables.set(source, made);
  return made;
}

const PIECE_MS = 8;

/**
 * Fills the index that a search needs, a few sources at a time so that nothing on the page waits for it, and searches once, so that the
 * first letter typed runs in code that is warm. Returns what calls it off.
 */
export function prepareSearch(sources: readonly PickerSource[]): () => void {
  const left = [...sources, ...sources];
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    const until = performance.now() + PIECE_MS;
    while (left.length > 0 && performance.now() < until) {
      // The first time round only the index: whoever opens the picker before the second has what costs most.
      const isIndexed = left.length <= sources.length;
      const source = left.shift();
      if (source && isIndexed) searchEntries(source, ["e"]);
      else if (source) searchablesOf(source);
    }
    if (left.length > 0) timer = setTimeout(next);
  };
  timer = setTimeout(next);
  return () => clearTimeout(timer);
}

/** 0: the label begins so; 1: it is in the label; 2: in path, description or what it is in; 3: in the value only. */
export const RANKS = [0, 1, 2, 3] as const;

/** Those with every word somewhere, for each rank those of it, in order. `words` are in lower case and not empty. */
export function searchEntries(source: PickerSource, words: readonly string[]): PickerEntry[][] {
  const entries = entriesOf(source);
  const searchables = searchablesOf(source);
  const found: PickerEntry[][] = RANKS.map(() => []);
  for (let index = 0; index < searchables.length; index++) {
    const rank = rankOf(searchables[index] as Searchable, words);
    if (rank !== null) found[rank]?.push(entries[index] as PickerEntry);
  }
  return found;
}

function rankOf({ label, words: text, value }: Searchable, words: readonly string[]): number | null {
  let worst = 0;
  for (const [index, word] of words.entries()) {
    const at = label.indexOf(word);
    if (at === 0 && index === 0) continue;
    if (at >= 0) worst = Math.max(worst, 1);
    else if (text.includes(word)) worst = Math.max(worst, 2);
    else if (value.includes(word)) worst = 3;
    else return null;
  }
  return worst;
}
