/** What an error says beside its message, in the words of the run page: steps by name, fields by label, texts that are JSON as what is in them. Pure. */
import { isRecord, type JsonValue } from "@/lib/base/json";

export interface ReadableDetails {
  /** The step that it happened in, where that is another. */
  step: string | null;
  /** The service's own words. */
  said: string | null;
  /** All of it, by label; null: nothing beyond the above. */
  rest: JsonValue | null;
}

const LABELS: Readonly<Record<string, string>> = {
  status: "Status of the answer",
  body: "Answer",
  error: "What the service said",
  responseCode: "Code of the mail server",
  expression: "Expression",
  at: "At character",
  dueAt: "Its turn comes",
};
/** Where services put what they say to people, the plainest first. */
const SAID = ["message", "error_description", "detail", "description", "title", "error", "errors", "reason"];
/** More is no sentence. */
const MOST_CHARACTERS = 300;

/** `nameOf`: what a step is called, by its id. */
export function readableDetails(details: JsonValue, nameOf: (nodeId: string) => string): ReadableDetails {
  if (!isRecord(details)) return { step: null, said: null, rest: details };
  const { nodeId, ...others } = details as Readonly<Record<string, JsonValue>>;
  const opened = Object.entries(others).map(([key, value]) => [key, open(value)] as const);
  const known = Object.fromEntries(opened);
  const rest = Object.fromEntries(opened.map(([key, value]) => [LABELS[key] ?? key, value]));
  return {
    step: typeof nodeId === "string" ? nameOf(nodeId) : null,
    said: said(known.body) ?? said(known.error),
    rest: opened.length === 0 ? null : rest,
  };
}

function said(value: JsonValue | undefined): string | null {
  if (typeof value === "string") return isSentence(value) ? value.trim() : null;
  if (Array.isArray(value)) return said(value[0]);
  if (!isRecord(value)) return null;
  for (const key of SAID) {
    const found = said(value[key] as JsonValue | undefined);
    if (found !== null) return found;
  }
  return null;
}

/** Neither a page, nor an object that was cut off. */
const isSentence = (text: string): boolean =>
  text.trim() !== "" && text.length <= MOST_CHARACTERS && !/^\s*[<[{]/.test(text);

/** A service's answer is kept as text; where that is an object or a list in JSON, people see what is in it. */
function open(value: JsonValue): JsonValue {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
