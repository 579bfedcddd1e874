/** The picker's tree as the rows that are in sight. Pure. */
import { valueAt } from "@/lib/base/json";
import type { OutputField } from "@/lib/graph/descriptor";
import { flattenFields } from "@/lib/graph/fields";
import type { PickerSource } from "@/lib/graph/sources";

export interface PickerRow {
  key: string;
  source: PickerSource;
  field: OutputField;
  depth: number;
  expandable: boolean;
  expanded: boolean;
  sample: string | null;
}

export interface PickerGroup {
  source: PickerSource;
  rows: PickerRow[];
}

/** With a search, every field that matches, wherever it is nested; else the tree as far as it is opened. */
export function pickerGroups(
  sources: readonly PickerSource[],
  search: string,
  expanded: ReadonlySet<string>,
): PickerGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return sources
    .map((source) => ({
      source,
      rows: words.length === 0 ? treeRows(source, source.fields, expanded) : searchRows(source, words),
    }))
    .filter(({ rows }) => rows.length > 0);
}

const keyOf = (source: PickerSource, field: OutputField) => `${source.reference}:${field.path}`;

function treeRows(
  source: PickerSource,
  fields: readonly OutputField[],
  expanded: ReadonlySet<string>,
): PickerRow[] {
  return fields.flatMap((field) => {
    const row = toRow(source, field, expanded.has(keyOf(source, field)));
    return row.expanded ? [row, ...treeRows(source, field.fields ?? [], expanded)] : [row];
  });
}

const searchRows = (source: PickerSource, words: string[]): PickerRow[] =>
  flattenFields(source.fields)
    .filter((field) => {
      const text = `${source.name} ${field.label} ${field.path} ${field.description ?? ""}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .map((field) => ({ ...toRow(source, field, false), depth: 0, expandable: false }));

function toRow(source: PickerSource, field: OutputField, expanded: boolean): PickerRow {
  return {
    key: keyOf(source, field),
    source,
    field,
    depth: field.path.split(".").length - 1,
    expandable: (field.fields?.length ?? 0) > 0,
    expanded,
    // Of one event, built-in or real: a value that it lacks must not be made up from another.
    sample: field.fields === undefined ? shown(valueAt(source.sample, field.path.split("."))) : null,
  };
}

const shown = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
};
