/** Undo and redo as data: entries hold the operations that lead back, and a name. Quick changes to one thing are one entry. */
import { applyOperation } from "@/lib/graph/operations/apply";
import { changedKeys } from "@/lib/graph/operations/describe";
import type { Operation } from "@/lib/graph/operations/operation";
import { isEmptyPatch } from "@/lib/graph/operations/patch";
import type { WorkflowDocument } from "@/lib/graph/workflow";

/** Pauses longer than this begin a new entry. */
const GROUP_MS = 1000;
/** People look at a list between two ticks. */
const SERIES_MS = 15_000;
const MAX_ENTRIES = 500;

export interface Entry {
  /** What was done, to follow "Undo": "add Filter". */
  name: string;
  /** Applied in order, they restore the document. */
  back: readonly Operation[];
  /** The workflow's name to go back to, where this is about its name. */
  title?: string;
  group: string | null;
  atMs: number;
}
export interface History {
  document: WorkflowDocument;
  /** What the workflow is called. */
  title: string;
  past: readonly Entry[];
  future: readonly Entry[];
  /** How often changes made elsewhere were taken in. */
  merges: number;
}
export type Content = Pick<History, "document" | "title">;
export interface Change {
  operations: readonly Operation[];
  name: string;
  nowMs: number;
  /** A nudge by key: joins the nudges right before it. A drag never does. */
  nudge?: boolean;
  /** Joins what was done right before it for the same purpose, after a longer pause too. */
  series?: string | undefined;
}

export const startHistory = (document: WorkflowDocument, title = ""): History => ({
  document,
  title,
  past: [],
  future: [],
  merges: 0,
});

/** Applies operations as one entry; the same history comes back when they changed nothing. */
export function record(
  history: History,
  { operations, name, nowMs, nudge = false, series }: Change,
): History {
  const { document, back } = applyAll(history.document, operations);
  if (back.length === 0) return history;
  const group = series ?? groupOf(operations, history.document, nudge);
  const pauseMs = series === undefined ? GROUP_MS : SERIES_MS;
  const last = history.past.at(-1);
  const joins = last !== undefined && group !== null && last.group === group && nowMs - last.atMs < pauseMs;
  const entry: Entry = { name, back: joins ? [...back, ...last.back] : back, group, atMs: nowMs };
  const past = [...(joins ? history.past.slice(0, -1) : history.past), entry].slice(-MAX_ENTRIES);
  return { ...history, document, past, future: [] };
}

export function recordTitle(history: History, title: string, nowMs: number): History {
  if (title === history.title) return history;
  const entry: Entry = {
    name: "rename workflow",
    back: [],
    title: history.title,
    group: null,
    atMs: nowMs,
  };
  return { ...history, title, past: [...history.past, entry].slice(-MAX_ENTRIES), future: [] };
}

export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  const { content, there } = goBack(history, entry);
  return { ...history, ...content, past: history.past.slice(0, -1), future: [...history.future, there] };
}

export function redo(history: History): History {
  const entry = history.future.at(-1);
  if (entry === undefined) return history;
  const { content, there } = goBack(history, entry);
  return { ...history, ...content, past: [...history.past, there], future: history.future.slice(0, -1) };
}

/** `there` leads forth again. */
function goBack(history: History, entry: Entry): { content: Content; there: Entry } {
  const { document, back } = applyAll(history.document, entry.back);
  const there: Entry = { ...entry, group: null, back };
  if (entry.title === undefined) return { content: { document, title: history.title }, there };
  return { content: { document, title: entry.title }, there: { ...there, title: history.title } };
}

function applyAll(document: WorkflowDocument, operations: readonly Operation[]) {
  let after = document;
  const back: Operation[] = [];
  for (const operation of operations) {
    const applied = applyOperation(after, operation);
    if (isNothing(applied.inverse)) continue;
    after = applied.document;
    back.unshift(applied.inverse);
  }
  return { document: after, back };
}

const isNothing = (inverse: Operation): boolean => inverse.kind === "patch" && isEmptyPatch(inverse.patch);

/** Typing in one field, or nudging the same cards, is one change. Null: stands alone. */
function groupOf(
  operations: readonly Operation[],
  document: WorkflowDocument,
  nudge: boolean,
): string | null {
  const [operation, ...others] = operations;
  if (operation === undefined || others.length > 0) return null;
  switch (operation.kind) {
    case "setConfigValue":
      return `config ${operation.nodeId} ${operation.key}`;
    case "setConfig":
      return `config ${operation.nodeId} ${changedKeys(operation, document).join(" ")}`;
    case "setName":
    case "setOptions":
      return `${operation.kind} ${operation.nodeId}`;
    case "changeNote":
      return `note ${operation.noteId} ${Object.keys(operation.change).join(" ")}`;
    case "moveNodes":
      return nudge ? `move ${Object.keys(operation.positions).join(" ")}` : null;
    default:
      return null;
  }
}
