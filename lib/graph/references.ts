/**
 * References are Liquid over two roots: `trigger` (its output) and `steps.<nodeId>` (a step's output). This is the one parser: editor,
 * validation and engine read a template the same way. Rendering sees own properties only and has limits, so that a template can
 * neither reach a prototype nor stall a worker.
 */
import { Liquid, type Template } from "liquidjs";
import { isRecord, type JsonValue } from "../base/json";

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

export type Segment =
  | { kind: "text"; text: string }
  | { kind: "reference"; source: ReferenceSource; path: string[]; filters: string; raw: string }
  /** Liquid that is more than one reference: a tag, a condition, a literal. */
  | { kind: "liquid"; raw: string };

const MAX_CACHED = 1_000;
const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const engine = new Liquid({
  ownPropertyOnly: true,
  strictFilters: true,
  parseLimit: 100_000,
  renderLimit: 250,
  memoryLimit: 2_000_000,
  outputEscape: showInText,
});
/** Text shows lists and objects as JSON, and nothing where a value is missing. */
function showInText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const parsed = new Map<string, Template[]>();

/** Throws with Liquid's own message where the text does not parse. */
export function parseTemplate(text: string): Template[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const templates = engine.parse(text);
  if (parsed.size >= MAX_CACHED) parsed.clear();
  parsed.set(text, templates);
  return templates;
}

/** Null when it parses; else what is wrong, in one sentence. */
export function templateProblem(text: string): string | null {
  try {
    parseTemplate(text);
    return null;
  } catch (error) {
    return (error as Error).message.split(", line:")[0] ?? "it is not a template";
  }
}

export const isTemplate = (text: string): boolean => text.includes("{{") || text.includes("{%");

/** Text for a reference, in bracket form where a key is no identifier. */
export function referenceText(source: ReferenceSource, path: string | readonly string[]): string {
  const keys = typeof path === "string" ? path.split(".").filter((key) => key !== "") : path;
  const root = source === TRIGGER ? [TRIGGER] : ["steps", source];
  return `{{ ${[...root, ...keys].map(accessor).join("")} }}`;
}

function accessor(key: string, index: number): string {
  if (index === 0) return key;
  if (/^\d+$/.test(key)) return `[${key}]`;
  return IDENTIFIER.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

/** A template in pieces, for the pill field and for labels. Text that does not parse is one piece of text. */
export function templateSegments(text: string): Segment[] {
  let templates: Template[];
  try {
    templates = parseTemplate(text);
  } catch {
    return [{ kind: "text", text }];
  }
  const segments: Segment[] = [];
  let end = 0;
  for (const { token } of templates) {
    // A block tag holds its inner templates; the text up to the next template belongs to it.
    if (token.begin > end) segments.push({ kind: "liquid", raw: text.slice(end, token.begin) });
    segments.push(segmentOf(token));
    end = token.end;
  }
  if (end < text.length) segments.push({ kind: "liquid", raw: text.slice(end) });
  return mergeLiquid(segments);
}

const OUTPUT = /^\{\{-?\s*([\s\S]*?)\s*-?\}\}$/;
/** One reference with its filters. Anything else in an output is shown as Liquid. */
const ONE_REFERENCE =
  /^((?:trigger|steps)(?:\.[a-zA-Z_][\w-]*|\[\s*(?:\d+|"[^"]*"|'[^']*')\s*\])*)\s*(\|[\s\S]*)?$/;

function segmentOf(token: { getText(): string }): Segment {
  const raw = token.getText();
  const inner = OUTPUT.exec(raw)?.[1];
  if (inner === undefined)
    return raw.startsWith("{%") ? { kind: "liquid", raw } : { kind: "text", text: raw };
  const [, access, filters] = ONE_REFERENCE.exec(inner) ?? [];
  const [root, ...keys] = access === undefined ? [] : keysOf(access);
  if (root === TRIGGER)
    return { kind: "reference", source: TRIGGER, path: keys, filters: filters ?? "", raw };
  const [source, ...path] = keys;
  if (root === "steps" && source !== undefined)
    return { kind: "reference", source, path, filters: filters ?? "", raw };
  return { kind: "liquid", raw };
}

const keysOf = (access: string): string[] =>
  [...access.matchAll(/[a-zA-Z_][\w-]*(?![^[]*["']\s*\])|\d+(?=\s*\])|"([^"]*)"|'([^']*)'/g)].map(
    ([whole, double, single]) => double ?? single ?? whole,
  );

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
export function exactReference(text: string): Extract<Segment, { kind: "reference" }> | null {
  const [only, ...others] = templateSegments(text.trim());
  return others.length === 0 && only?.kind === "reference" ? only : null;
}

/** Every reference in a config value, conditions of a branch and leaves of a JSON body included. */
export function referencesIn(value: JsonValue): FoundReference[] {
  const found: FoundReference[] = [];
  eachString(value, "", (text, at) => {
    if (!isTemplate(text) || templateProblem(text) !== null) return;
    for (const segments of engine.globalVariableSegmentsSync(parseTemplate(text)))
      found.push({ ...splitRoot(segments.map(String)), at });
  });
  return found;
}

function splitRoot([root, ...keys]: string[]): { source: ReferenceSource | null; path: string[] } {
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
  if (exact === null) return engine.renderSync(parseTemplate(text), engineScope(scope)) as string;
  if (typeof exact !== "string") return follow(exact, scope);
  const value: unknown = engine.evalValueSync(exact, engineScope(scope));
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
