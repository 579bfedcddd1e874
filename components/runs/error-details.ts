/** What an error says beside its message, in the words of the run page: steps by name, fields by label, texts that are JSON as what is in them. Pure. */
import { isRecord, type JsonValue } from "@/lib/base/json";

const LABELS: Readonly<Record<string, string>> = {
  nodeId: "Step",
  status: "Status of the answer",
  body: "Answer",
  error: "What the service said",
  responseCode: "Code of the mail server",
  expression: "Expression",
  at: "At character",
  dueAt: "Its turn comes",
};

/** `nameOf`: what a step is called, by its id. */
export function readableDetails(details: JsonValue, nameOf: (nodeId: string) => string): JsonValue {
  if (!isRecord(details)) return details;
  return Object.fromEntries(
    Object.entries(details).map(([key, value]): [string, JsonValue] => [
      LABELS[key] ?? key,
      key === "nodeId" && typeof value === "string" ? nameOf(value) : opened(value),
    ]),
  );
}

/** A service's answer is kept as text; where that is an object or a list in JSON, people see what is in it. */
function opened(value: JsonValue): JsonValue {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    return value;
  }
}
