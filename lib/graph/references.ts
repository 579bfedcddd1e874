/**
 * References are Liquid over two roots: `trigger` (its output) and `steps.<nodeId>` (a step's output). Editor, checks and engine read
 * them here; template/engine.ts parses and renders.
 */
import { templateEngine } from "#template-engine";
import { isRecord, type JsonValue } from "../base/json";
import type { FilterCall } from "./template/engine";
import { type PlainPiece, plainPieces } from "./template/plain-pieces";
import type { TemplateEngine } from "./template/template-engine";
import { accessText, filtersText } from "./template/write-liquid";

/** `trigger`, or the id of an earlier node. */
export type ReferenceSource = string;
export const TRIGGER = "trigger";

export interface Scope {
  trigger: JsonValue;
  steps: Record<string, JsonValue>;
}

export interface FoundReference {
  /** Null where the root is neither `trigger` nor `steps`. */
  source: ReferenceSource | null;
  path: string[];
  /** Where in the value it stands: "headers.X-Id". */
  at: string;
}

export interface Reference {
  kind: "reference";
  source: ReferenceSource;
  path: string[];
  /** As they are written: `| default: "there"`. */
  filters: string;
  calls: FilterCall[];
  raw: string;
}

export type Segment =
  | { kind: "text"; text: string }
  | Reference
  /** Liquid that is more than one reference: a tag, a condition, a literal. */
  | { kind: "liquid"; raw: string };

const MAX_CACHED = 1_000;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** Throws in a browser where it was not waited for. */
function engineNow(): TemplateEngine {
  const engine = templateEngine();
  if (engine === null) throw new Error("A template is read before loadTemplateEngine() has ended.");
  return engine;
}

/** Null when it parses, or where nobody can tell yet (browser); else what is wrong, in one sentence. */
export function templateProblem(text: string): string | null {
  const engine = plainPieces(text) === null ? templateEngine() : null;
  if (engine === null) return null;
  try {
    engine.parseTemplate(text);
    return null;
  } catch (error) {
    return engine.problemOf(error);
  }
}

export const isTemplate = (text: string): boolean => text.includes("{{") || text.includes("{%");

/** Text for a reference, in bracket form where a key is no identifier. */
export function referenceText(source: ReferenceSource, path: string | readonly string[]): string {
  const keys = typeof path === "string" ? path.split(".").filter((key) => key !== "") : path;
  return `{{ ${accessText([...rootOf(source), ...keys])} }}`;
}

export const rootOf = (source: ReferenceSource): string[] =>
  source === TRIGGER ? [TRIGGER] : ["steps", source];

/** A template in pieces, for the pill field and for labels. Text that does not parse is one piece of text. */
export function templateSegments(text: string): Segment[] {
  try {
    return mergeLiquid(piecesOf(text));
  } catch {
    return [{ kind: "text", text }];
  }
}

/** The same with every output apart. Throws where the text does not parse. */
export function piecesOf(text: string): Segment[] {
  const plain = plainPieces(text);
  if (plain !== null) return plain.map(plainSegment);
  const segments: Segment[] = [];
  let end = 0;
  for (const { token } of engineNow().parseTemplate(text)) {
    // A block tag holds its inner templates; the text up to the next template belongs to it.
    if (token.begin > end) segments.push({ kind: "liquid", raw: text.slice(end, token.begin) });
    segments.push(segmentOf(token));
    end = token.end;
  }
  if (end < text.length) segments.push({ kind: "liquid", raw: text.slice(end) });
  return segments;
}

function plainSegment(piece: PlainPiece): Segment {
  if (piece.kind === "text") return piece;
  const { source, path } = splitRoot(piece.keys);
  const { raw } = piece;
  return source === null
    ? { kind: "liquid", raw }
    : { kind: "reference", source, path, filters: "", calls: [], raw };
}

/** What stands between the braces of an output; null for other text. */
export const innerOf = (raw: string): string | null => OUTPUT.exec(raw)?.[1] ?? null;

const OUTPUT = /^\{\{-?\s*([\s\S]*?)\s*-?\}\}$/;

function segmentOf(token: { getText(): string }): Segment {
  const raw = token.getText();
  const inner = OUTPUT.exec(raw)?.[1];
  if (inner === undefined)
    return raw.startsWith("{%") ? { kind: "liquid", raw } : { kind: "text", text: raw };
  const variable = engineNow().readVariable(inner);
  const { source, path } = splitRoot(variable?.keys ?? []);
  return variable === null || source === null
    ? { kind: "liquid", raw }
    : { kind: "reference", source, path, filters: variable.filters, calls: variable.calls, raw };
}

function mergeLiquid(segments: Segment[]): Segment[] {
  const merged: Segment[] = [];
  for (const segment of segments) {
    const last = merged.at(-1);
    if (segment.kind === "liquid" && last?.kind === "liquid")
      merged[merged.length - 1] = { kind: "liquid", raw: last.raw + segment.raw };
    else merged.push(segment);
  }
  return merged;
}

/** The single reference that a text is made of, or null. */
export function exactReference(text: string): Reference | null {
  const [only, ...others] = templateSegments(text.trim());
  return others.length === 0 && only?.kind === "reference" ? only : null;
}

/** The same reference to another field, or in another format; braces that trim stay. */
export function rewritten(
  reference: Reference,
  change: Partial<Pick<Reference, "source" | "path" | "calls">>,
): string {
  const { source, path, calls, raw } = { ...reference, ...change };
  const [open, close] = [raw.startsWith("{{-") ? "{{-" : "{{", raw.endsWith("-}}") ? "-}}" : "}}"];
  return `${open} ${accessText([...rootOf(source), ...path])}${filtersText(calls)} ${close}`;
}

/** The first output of a text that is one reference, and where it begins; the rest of the text need not parse. */
export function firstReference(text: string): { begin: number; reference: Reference } | null {
  if (!isTemplate(text)) return null;
  try {
    for (const token of engineNow().topLevelTokens(text)) {
      const piece = segmentOf(token);
      if (piece.kind === "reference") return { begin: token.begin, reference: piece };
    }
  } catch {
    // Something is not closed: it is being typed.
  }
  return null;
}

/** Every reference in a config value, conditions of a branch and leaves of a JSON body included. */
export function referencesIn(value: JsonValue): FoundReference[] {
  const found: FoundReference[] = [];
  eachString(value, "", (text, at) => {
    if (!isTemplate(text)) return;
    for (const keys of variablesIn(text)) found.push({ ...splitRoot(keys), at });
  });
  return found;
}

/** In order, each once as Liquid counts them. None where it does not parse, or nobody can tell yet (browser). */
function variablesIn(text: string): string[][] {
  const plain = plainPieces(text);
  if (plain !== null) {
    const keys = plain.flatMap((piece) => (piece.kind === "access" ? [piece.keys] : []));
    return keys.filter(
      (own, index) => keys.findIndex((other) => other.join(".") === own.join(".")) === index,
    );
  }
  const engine = templateEngine();
  if (engine === null || templateProblem(text) !== null) return [];
  return engine.variablesOf(text).map((segments) => segments.map(String));
}

export function splitRoot([root, ...keys]: string[]): { source: ReferenceSource | null; path: string[] } {
  if (root === TRIGGER) return { source: TRIGGER, path: keys };
  const [source, ...path] = keys;
  return root === "steps" && source !== undefined
    ? { source, path }
    : { source: null, path: [root ?? "", ...keys] };
}

export function eachString(value: JsonValue, at: string, visit: (text: string, at: string) => void): void {
  if (typeof value === "string") visit(value, at);
  else if (value !== null && typeof value === "object")
    for (const [key, member] of Object.entries(value))
      eachString(member, at === "" ? key : `${at}.${key}`, visit);
}

/** A copy in which every text went through `change`. */
export function mapStrings(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapStrings(entry, change));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapStrings(member, change)]));
}

/** The same value with references to other nodes, for duplicated and pasted steps. Ids not in `newIds` stay. */
export const renameReferences = (value: JsonValue, newIds: ReadonlyMap<string, string>): JsonValue =>
  mapStrings(value, (text) =>
    isTemplate(text)
      ? text.replace(/\bsteps(\.|\[\s*["'])([a-zA-Z_]\w*)/g, (whole, open: string, id: string) =>
          newIds.has(id) ? `steps${open}${newIds.get(id)}` : whole,
        )
      : text,
  );

/**
 * A config value with its references replaced. A text that is exactly one reference takes the referenced value with its type
 * (`undefined` when it is missing); in longer text a missing value is empty. Throws where a template does not parse.
 */
export function resolveTemplate(template: JsonValue, scope: Scope): unknown {
  if (typeof template === "string") return resolveText(template, scope);
  if (Array.isArray(template)) return template.map((entry) => resolveTemplate(entry, scope) ?? null);
  if (!isRecord(template)) return template;
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, member]) => {
      const value = resolveTemplate(member as JsonValue, scope);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function resolveText(text: string, scope: Scope): unknown {
  if (!isTemplate(text)) return text;
  const exact = exactOf(text);
  if (exact === null) return engineNow().renderTemplate(text, engineScope(scope));
  if (typeof exact !== "string") return follow(exact, scope);
  const value: unknown = engineNow().evaluateExpression(exact, engineScope(scope));
  return value === null ? null : (value ?? undefined);
}

const exacts = new Map<string, readonly string[] | string | null>();

/** A text that is one reference: its keys where Liquid is not needed to follow them, else its expression. Null for other text. */
function exactOf(text: string): readonly string[] | string | null {
  const known = exacts.get(text);
  if (known !== undefined) return known;
  const expression = OUTPUT.exec(text.trim())?.[1];
  const isExact = expression !== undefined && exactReference(text) !== null;
  const exact = isExact ? (plainKeys(expression) ?? expression) : null;
  if (exacts.size >= MAX_CACHED) exacts.clear();
  exacts.set(text, exact);
  return exact;
}

/** Liquid counts and picks by these names, also where there is no such key. */
const LIQUID_NAMES: ReadonlySet<string> = new Set(["size", "first", "last"]);

function plainKeys(expression: string): readonly string[] | null {
  const keys = expression.split(".");
  return keys.every((key) => IDENTIFIER.test(key) && !LIQUID_NAMES.has(key)) ? keys : null;
}

/** As Liquid follows plain keys: own properties only, of text too; what is null stays null however far the path goes on. */
function follow(keys: readonly string[], { trigger, steps }: Scope): unknown {
  let current: unknown = { trigger, steps };
  for (const key of keys) {
    if (current === null || current === undefined) return current;
    current = Object.hasOwn(current, key) ? (current as Record<string, unknown>)[key] : undefined;
  }
  return current;
}

const engineScope = ({ trigger, steps }: Scope): object => ({ trigger, steps });
