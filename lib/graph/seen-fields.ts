/** Fields that real outputs hold and the schema does not name: what a provider sends beyond its documentation. Pure. */
import { isRecord, type JsonValue } from "../base/json";
import type { OutputField } from "./descriptor";
import { inferredField, isPickable } from "./value-fields";

/** `example` is the newest value. */
export interface SeenField extends OutputField {
  /** In how many of the outputs. */
  seenIn: number;
}

const MAX_FIELDS = 500;
const MAX_DEPTH = 6;

interface Walk {
  found: Map<string, SeenField>;
  /** Of the output under way; a field counts once in each. */
  counted: Set<string>;
}

/** Outputs newest first. Leaves only, in the order of how often they were seen; at most 500. */
export function seenFields(schema: readonly OutputField[], outputs: readonly JsonValue[]): SeenField[] {
  const found = new Map<string, SeenField>();
  for (const output of outputs)
    if (isRecord(output)) walk(output, { fields: schema, path: "", depth: 0 }, { found, counted: new Set() });
  return [...found.values()].sort((a, b) => b.seenIn - a.seenIn);
}

interface Place {
  /** What the schema names here; undefined where it names nothing and everything is new. */
  fields: readonly OutputField[] | undefined;
  path: string;
  depth: number;
}

function walk(value: Record<string, unknown>, place: Place, into: Walk): void {
  for (const [key, member] of Object.entries(value))
    if (isPickable(key) && member !== null && member !== undefined) visit(key, member, { place, into });
}

function visit(key: string, member: unknown, { place, into }: { place: Place; into: Walk }): void {
  const path = place.path === "" ? key : `${place.path}.${key}`;
  const known = place.fields?.find((field) => field.key === key);
  // Nothing is promised of what is in it, so nothing in it is beyond the schema.
  if (known !== undefined && known.fields === undefined) return;
  if (isRecord(member) && place.depth < MAX_DEPTH)
    walk(member, { fields: known?.fields, path, depth: place.depth + 1 }, into);
  else if (known === undefined) count({ key, path }, member, into);
}

function count(at: { key: string; path: string }, value: unknown, { found, counted }: Walk): void {
  if (counted.has(at.path)) return;
  counted.add(at.path);
  const before = found.get(at.path);
  if (before !== undefined) before.seenIn += 1;
  else if (found.size < MAX_FIELDS) found.set(at.path, { ...inferredField(at, value), seenIn: 1 });
}
