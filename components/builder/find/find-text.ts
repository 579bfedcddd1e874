/**
 * Looks for text in everything that people write: names, notes, and settings with what is nested in them. References and other Liquid
 * are found but never replaced, so that replacing cannot break a workflow.
 */
import { isRecord, type JsonObject, type JsonValue } from "@/lib/base/json";
import type { InputField } from "@/lib/graph/descriptor";
import { nodeName } from "@/lib/graph/fields";
import type { Operation } from "@/lib/graph/operations/operation";
import { type CatalogueLookup, nodeOf } from "@/lib/graph/traverse";
import type { WorkflowDocument, WorkflowNode } from "@/lib/graph/workflow";

type Path = readonly (string | number)[];
type Place = { kind: "name" } | { kind: "options" } | { kind: "note" } | { kind: "config"; path: Path };

/** One text that can be written to. */
interface Cell {
  /** Of its step or note. */
  ownerId: string;
  owner: string;
  label: string;
  place: Place;
  text: string;
}
export interface Match {
  cell: Cell;
  start: number;
  end: number;
  /** Within Liquid: found, but not replaced. */
  fixed: boolean;
}
export interface Wanted {
  query: string;
  matchCase: boolean;
}

export function findText(document: WorkflowDocument, lookup: CatalogueLookup, wanted: Wanted): Match[] {
  if (wanted.query === "") return [];
  return cellsOf(document, lookup).flatMap((cell) => matchesIn(cell, wanted));
}

function matchesIn(cell: Cell, { query, matchCase }: Wanted): Match[] {
  const found = new RegExp(escapeRegExp(query), matchCase ? "gu" : "giu");
  const fixed = cell.place.kind === "config" ? liquidSpans(cell.text) : [];
  return [...cell.text.matchAll(found)].map(({ index, 0: hit }) => {
    const end = index + hit.length;
    return { cell, start: index, end, fixed: fixed.some((span) => index < span.end && end > span.start) };
  });
}

const escapeRegExp = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

const LIQUID = /\{\{[\s\S]*?(?:\}\}|$)|\{%[\s\S]*?(?:%\}|$)/g;
const liquidSpans = (text: string) =>
  [...text.matchAll(LIQUID)].map(({ index, 0: whole }) => ({ start: index, end: index + whole.length }));

function cellsOf(document: WorkflowDocument, lookup: CatalogueLookup): Cell[] {
  const notes = (document.notes ?? []).map(
    ({ id, text }): Cell => ({ ownerId: id, owner: "Note", label: "", place: { kind: "note" }, text }),
  );
  return [...document.nodes.flatMap((node) => stepCells(node, lookup)), ...notes];
}

function stepCells(node: WorkflowNode, lookup: CatalogueLookup): Cell[] {
  const descriptor = lookup(node.type);
  const of = { ownerId: node.id, owner: nodeName(node, descriptor) };
  const own: Cell[] = [
    { ...of, label: "Name", place: { kind: "name" }, text: node.name ?? "" },
    { ...of, label: "Notes", place: { kind: "options" }, text: node.options?.notes ?? "" },
  ].filter(({ text }) => text !== "") as Cell[];
  const settings = (descriptor?.inputs ?? []).flatMap((input) =>
    textsIn(node.config[input.key], { input, path: [input.key] }).map(
      ({ path, text }): Cell => ({ ...of, label: input.label, place: { kind: "config", path }, text }),
    ),
  );
  return [...own, ...settings];
}

/** Where people write free text. Choices, numbers and secrets are not searched. */
const WRITTEN: ReadonlySet<InputField["input"]> = new Set([
  "text",
  "multiline",
  "url",
  "json",
  "keyValue",
  "conditions",
  "branches",
]);
/** In conditions and branches the rest is their own notation. */
const WRITTEN_MEMBERS = new Set(["name", "value", "field", "conditions"]);

interface Where {
  input: InputField;
  path: Path;
}

function textsIn(value: JsonValue | undefined, where: Where): { path: Path; text: string }[] {
  const { input, path } = where;
  if (!WRITTEN.has(input.input) || value === undefined || value === null) return [];
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value))
    return value.flatMap((entry, index) => textsIn(entry, { input, path: [...path, index] }));
  if (!isRecord(value)) return [];
  const isNotation = input.input === "conditions" || input.input === "branches";
  return Object.entries(value as JsonObject)
    .filter(([key]) => !isNotation || WRITTEN_MEMBERS.has(key))
    .flatMap(([key, entry]) => textsIn(entry, { input, path: [...path, key] }));
}

/** One operation for each step or note that changes; `matches` are of this document. */
export function replaceMatches(
  document: WorkflowDocument,
  matches: readonly Match[],
  replacement: string,
): Operation[] {
  const byCell = new Map<Cell, Match[]>();
  for (const match of matches)
    if (!match.fixed) byCell.set(match.cell, [...(byCell.get(match.cell) ?? []), match]);
  const configs = new Map<string, JsonObject>();
  const operations: Operation[] = [];
  for (const [cell, found] of byCell) {
    const { ownerId, place } = cell;
    const text = replaced(cell.text, found, replacement);
    const node = nodeOf(document, ownerId);
    if (place.kind === "config")
      configs.set(ownerId, withText(configs.get(ownerId) ?? node?.config, place.path, text) as JsonObject);
    else operations.push(outsideOfConfig(cell, text, node));
  }
  return [
    ...operations,
    ...[...configs].map(([nodeId, config]): Operation => ({ kind: "setConfig", nodeId, config })),
  ];
}

function outsideOfConfig({ ownerId, place }: Cell, text: string, node: WorkflowNode | undefined): Operation {
  if (place.kind === "note") return { kind: "changeNote", noteId: ownerId, change: { text } };
  if (place.kind === "name") return { kind: "setName", nodeId: ownerId, name: text };
  return { kind: "setOptions", nodeId: ownerId, options: { ...node?.options, notes: text } };
}

/** From the back to the front, so that the places before stay right. */
const replaced = (text: string, found: readonly Match[], replacement: string): string =>
  found
    .toReversed()
    .reduce((now, { start, end }) => now.slice(0, start) + replacement + now.slice(end), text);

function withText(value: JsonValue | undefined, [key, ...rest]: Path, text: string): JsonValue {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((entry, index) => (index === key ? withText(entry, rest, text) : entry));
  const record = isRecord(value) ? (value as JsonObject) : {};
  return { ...record, [key]: withText(record[key], rest, text) };
}
