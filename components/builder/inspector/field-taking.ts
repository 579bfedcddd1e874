import type { JsonValue } from "@/lib/base/json";
import type { InputField } from "@/lib/graph/descriptor";

const TEXTS: readonly InputField["input"][] = ["text", "multiline", "url", "code"];
const VALUES: readonly InputField["input"][] = [
  "number",
  "boolean",
  "select",
  "choice",
  "multiSelect",
  "date",
];

/** Does a field fit there as it is? Lists of names, conditions and trees have places of their own for it. */
export const takesField = ({ input }: InputField): boolean => TEXTS.includes(input) || VALUES.includes(input);

/** Text grows by the field; any other value gives way to it. */
export function withField({ input }: InputField, value: JsonValue | undefined, raw: string): string {
  if (!TEXTS.includes(input) || typeof value !== "string" || value.trim() === "") return raw;
  return `${value.trimEnd()} ${raw}`;
}
