/**
 * JSON as people type it: where it stops being JSON, in words, and on which line each value stands. Accepts exactly what JSON.parse
 * accepts (a property test says so); JSON.parse itself tells a position in some browsers only, and nothing of values.
 */
import type { JsonValue } from "./json";

export interface JsonProblem {
  /** From 1. */
  line: number;
  column: number;
  /** "a comma", "the end". */
  found: string;
  /** "a value", "a comma or }". */
  expected: string;
}
export type JsonText =
  | { ok: true; value: JsonValue; lineOf: (path: readonly (string | number)[]) => number }
  | { ok: false; problem: JsonProblem };

export function readJsonText(text: string): JsonText {
  const reader = new Reader(text);
  try {
    const value = reader.whole();
    return { ok: true, value, lineOf: (path) => lineAt(text, reader.placeOf(path)) };
  } catch (error) {
    if (error instanceof Unexpected) return { ok: false, problem: problemAt(text, error) };
    throw error;
  }
}

class Unexpected extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
  ) {
    super(expected);
  }
}

const MAX_DEPTH = 500;
const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none of them in a text
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SPACE = /[ \t\n\r]*/y;
const WORDS: Record<string, JsonValue> = { true: true, false: false, null: null };

class Reader {
  private at = 0;
  /** Where the value at a path begins. */
  private readonly places = new Map<string, number>();

  constructor(private readonly text: string) {}

  placeOf(path: readonly (string | number)[]): number {
    // Of a value that is not there, its nearest parent's.
    for (let length = path.length; length > 0; length--) {
      const place = this.places.get(keyOf(path.slice(0, length)));
      if (place !== undefined) return place;
    }
    return this.places.get(keyOf([])) ?? 0;
  }

  whole(): JsonValue {
    const value = this.value([]);
    this.space();
    if (this.at < this.text.length) throw this.unexpected("the end");
    return value;
  }

  private value(path: (string | number)[]): JsonValue {
    this.space();
    if (path.length > MAX_DEPTH) throw this.unexpected("less nesting");
    this.places.set(keyOf(path), this.at);
    const next = this.text[this.at];
    if (next === "{") return this.object(path);
    if (next === "[") return this.list(path);
    if (next === '"') return this.string("a value");
    const number = this.match(NUMBER);
    if (number !== null) return JSON.parse(number) as number;
    for (const [word, value] of Object.entries(WORDS))
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    throw this.unexpected("a value");
  }

  private object(path: (string | number)[]): JsonValue {
    const members: [string, JsonValue][] = [];
    this.at++;
    while (!this.closes("}", members.length === 0, "a comma or }")) {
      this.space();
      const start = this.at;
      const key = this.string(members.length === 0 ? "a name in quotes or }" : "a name in quotes");
      this.space();
      if (this.text[this.at] !== ":") throw this.unexpected("a colon");
      this.at++;
      members.push([key, this.value([...path, key])]);
      this.places.set(keyOf([...path, key]), start);
    }
    // As JSON.parse: __proto__ is a name like any other, and of two the last counts.
    return Object.fromEntries(members);
  }

  private list(path: (string | number)[]): JsonValue {
    const items: JsonValue[] = [];
    this.at++;
    while (!this.closes("]", items.length === 0, "a comma or ]"))
      items.push(this.value([...path, items.length]));
    return items;
  }

  /** Reads the closing bracket, or the comma before the next item. */
  private closes(bracket: string, isFirst: boolean, expected: string): boolean {
    this.space();
    if (this.text[this.at] === bracket) {
      this.at++;
      return true;
    }
    if (isFirst) return false;
    if (this.text[this.at] !== ",") throw this.unexpected(expected);
    this.at++;
    return false;
  }

  private string(expected: string): string {
    if (this.text[this.at] !== '"') throw this.unexpected(expected);
    const found = this.match(STRING);
    if (found !== null) return JSON.parse(found) as string;
    throw this.unexpected("a text that ends with a quote on the same line");
  }

  private space(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  private unexpected(expected: string): Unexpected {
    return new Unexpected(this.at, expected);
  }
}

const keyOf = (path: readonly (string | number)[]): string => JSON.stringify(path.map(String));

const lineAt = (text: string, at: number): number => text.slice(0, at).split("\n").length;

function problemAt(text: string, { at, expected }: Unexpected): JsonProblem {
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { line: before.length, column, found: foundAt(text, at), expected };
}

const NAMES: Record<string, string> = {
  ",": "a comma",
  ":": "a colon",
  "'": "a single quote",
  '"': "a quote",
};

function foundAt(text: string, at: number): string {
  const rest = text.slice(at);
  const [first] = rest;
  if (first === undefined) return "the end";
  const word = /^[\p{L}\d_$.-]{1,20}/u.exec(rest)?.[0];
  return word ?? NAMES[first] ?? first;
}
