/** Liquid out of its parts; what template/engine.ts reads back as the same parts. */
import type { FilterCall, FilterValue } from "./engine";

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const INDEX = /^(0|[1-9]\d{0,14})$/;
const ESCAPES: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/**
 * A text in quotation marks. Braces that would begin or end Liquid are escaped too: what looks for them need not know about quotation
 * marks, and a template stays on one line.
 */
export function quoted(text: string): string {
  const mark = text.includes('"') && !text.includes("'") ? "'" : '"';
  const written = text.replace(/[\\\p{Cc}]/gu, escaped).replace(/[{}%](?=[{}%])|(?<=[{}%])[{}%]/g, unicode);
  return `${mark}${written.replaceAll(mark, `\\${mark}`)}${mark}`;
}

const escaped = (letter: string): string => ESCAPES[letter] ?? unicode(letter);
const unicode = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `trigger.customer["odd key"][0]` */
export const accessText = (keys: readonly string[]): string =>
  keys
    .map((key, index) => {
      if (index === 0) return key;
      if (INDEX.test(key)) return `[${key}]`;
      return IDENTIFIER.test(key) ? `.${key}` : `[${quoted(key)}]`;
    })
    .join("");

/** ` | replace: "a", "b" | upcase`, or nothing. */
export const filtersText = (calls: readonly FilterCall[]): string =>
  calls
    .map(
      ({ name, values }) => ` | ${name}${values.length > 0 ? ": " : ""}${values.map(valueText).join(", ")}`,
    )
    .join("");

function valueText(value: FilterValue): string {
  const text = "liquid" in value ? value.liquid : literalText(value.literal);
  return value.key === undefined ? text : `${value.key}: ${text}`;
}

function literalText(literal: string | number | boolean | null): string {
  if (literal === null) return "nil";
  if (typeof literal === "string") return quoted(literal);
  const text = String(literal);
  // Liquid has no exponents.
  return typeof literal === "number" && !/^-?\d+(\.\d+)?$/.test(text) ? quoted(text) : text;
}
