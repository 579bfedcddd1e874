/** Output fields as a tree and as paths. */
import type { JsonValue } from "../base/json";
import { valueAt } from "../base/json";
import type { NodeDescriptor, OutputField } from "./descriptor";
import { type CatalogueLookup, nodeOf } from "./traverse";
import type { NodeId, WorkflowDocument } from "./workflow";

/**
 * Is there a field at `path`? `field` is the deepest one on the way. Lists, and objects without listed members (a payload, a response
 * body), may hold anything, so every path below them is known.
 */
export function fieldAt(
  outputs: readonly OutputField[],
  path: readonly string[],
): { known: boolean; field: OutputField | null } {
  let fields: readonly OutputField[] | undefined = outputs;
  let field: OutputField | null = null;
  for (const key of path) {
    if (fields === undefined) return { known: true, field };
    const next: OutputField | undefined = fields.find((candidate) => candidate.key === key);
    if (next === undefined) return { known: isOpen(field), field };
    field = next;
    fields =
      next.fields === undefined && (next.type === "object" || next.type === "list")
        ? undefined
        : (next.fields ?? []);
  }
  return { known: true, field };
}

/** A payload's documented members are listed, and it may hold others. */
const isOpen = (field: OutputField | null): boolean => field !== null && field.open === true;

/** Depth first, parents before their members. */
export const flattenFields = (fields: readonly OutputField[]): OutputField[] =>
  fields.flatMap((field) => [field, ...flattenFields(field.fields ?? [])]);

/** What a picker shows beside a field: the sample's value, else the documented example. */
export function sampleOf(field: OutputField, sample: JsonValue): JsonValue | undefined {
  const value = valueAt(sample, field.path.split("."));
  return value === undefined ? field.example : (value as JsonValue);
}

export const nodeName = (
  node: { name?: string; type: string },
  descriptor: NodeDescriptor | undefined,
): string => node.name ?? descriptor?.name ?? node.type;

/** What the step of that id is called; of one that is not there, the id. */
export function nodeNameById(document: WorkflowDocument, id: NodeId, lookup: CatalogueLookup): string {
  const node = nodeOf(document, id);
  return node ? nodeName(node, lookup(node.type)) : id;
}

/** How people read the parts of a list. */
const LIST_WORDS: Readonly<Record<string, string>> = { first: "first", last: "last", size: "count" };

/** A label for a path that the schema knows only down to `field`: "Tags › first", else the last key. */
export function labelBelow(field: OutputField | null, path: readonly string[]): string {
  const last = path.at(-1);
  if (last === undefined) return "Everything";
  const word = LIST_WORDS[last] ?? (/^\d+$/.test(last) ? `no. ${Number(last) + 1}` : undefined);
  if (word === undefined) return last;
  const inField = field !== null && field.path.split(".").length === path.length - 1;
  const list = inField ? field.label : path.at(-2);
  return list === undefined ? word : `${list} › ${word}`;
}
