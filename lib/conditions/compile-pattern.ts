import { RE2JS } from "re2js";

export interface CompiledPattern {
  /** Is it found in the first 20,000 characters? */
  isIn: (text: string) => boolean;
}
/** Throws on a pattern that does not compile, with the reason in words. */
export type CompilePattern = (source: string, caseSensitive: boolean) => CompiledPattern;

const MAX_PATTERN = 1_000;
const MAX_SEARCHED = 20_000;
const MAX_CACHED = 200;
const compiled = new Map<string, CompiledPattern>();

/** RE2 runs in linear time, so a pattern from a user cannot stall the engine. */
export const compilePattern: CompilePattern = (source, caseSensitive) => {
  if (source.length > MAX_PATTERN) throw new Error(`it is longer than ${MAX_PATTERN} characters`);
  const key = `${caseSensitive} ${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const regex = RE2JS.compile(source, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  const made = { isIn: (text: string) => regex.matcher(text.slice(0, MAX_SEARCHED)).find() };
  if (compiled.size >= MAX_CACHED) compiled.clear();
  compiled.set(key, made);
  return made;
};
