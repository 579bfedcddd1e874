/** An item of a loop as people tell it: its name, else its first values; never JSON. Pure. */
import { isRecord, type JsonValue } from "@/lib/base/json";

const MAX_LINE = 120;
/** What people call a thing by, the best first; without regard to case and signs: `fullName` is `full_name`. */
const NAMES = ["name", "full_name", "display_name", "title", "label", "email", "email_address"];
const SHOWN_FIELDS = 3;
const SHOWN_ENTRIES = 5;

/** At most 120 characters, without line breaks. */
export function itemLine(item: JsonValue): string {
  const line = textOf(item)
    .slice(0, 4 * MAX_LINE)
    .replace(/\s+/g, " ")
    .trim();
  return line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE - 1)}…`;
}

function textOf(item: JsonValue): string {
  if (Array.isArray(item)) return entriesText(item);
  return isRecord(item) ? fieldsText(item) : plainText(item);
}

const plainText = (value: string | number | boolean | null): string => {
  if (value === null) return "nothing";
  return String(value).trim() === "" ? "empty text" : String(value);
};

function fieldsText(item: Record<string, JsonValue>): string {
  const fields = Object.entries(item);
  const byName = new Map(fields.map(([key, value]) => [plainKey(key), value]));
  for (const name of NAMES) {
    const value = byName.get(plainKey(name));
    if (isWord(value)) return String(value);
  }
  const id = byName.get("id");
  if (isWord(id)) return `ID ${id}`;
  if (fields.length === 0) return "nothing in it";
  const told = [
    ...fields.filter(([, value]) => !isNested(value)),
    ...fields.filter(([, value]) => isNested(value)),
  ];
  return told
    .slice(0, SHOWN_FIELDS)
    .map(([key, value]) => `${key}: ${innerText(value)}`)
    .join(", ");
}

function entriesText(item: readonly JsonValue[]): string {
  if (item.length === 0) return "empty list";
  const left = item.length - SHOWN_ENTRIES;
  const told = item.slice(0, SHOWN_ENTRIES).map(innerText).join(", ");
  return left > 0 ? `${told} and ${left} more` : told;
}

/** Within an item: what is deeper still is only counted. */
function innerText(value: JsonValue): string {
  if (Array.isArray(value)) return counted(value.length, "entry", "entries");
  return isRecord(value) ? innerName(value) : plainText(value);
}

function innerName(value: Record<string, JsonValue>): string {
  const named = Object.entries(value).find(([key, inner]) => key.toLowerCase() === "name" && isWord(inner));
  return named === undefined ? counted(Object.keys(value).length, "field", "fields") : String(named[1]);
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, "");

const isNested = (value: JsonValue): boolean => typeof value === "object" && value !== null;

const isWord = (value: JsonValue | undefined): value is string | number =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "");
