/** Stands in for RegExp within expressions: patterns in linear time, as in conditions. */
import { RE2JS } from "re2js";

type Match = (string | undefined)[] & { index: number };

export class LinearPattern {
  lastIndex = 0;
  private readonly pattern: RE2JS;

  /** Throws where the pattern needs what takes more than linear time: back references, look-around. */
  constructor({ source, flags }: RegExp) {
    let options = 0;
    if (flags.includes("i")) options |= RE2JS.CASE_INSENSITIVE;
    if (flags.includes("m")) options |= RE2JS.MULTILINE;
    this.pattern = RE2JS.compile(source, options);
  }

  exec(text: string): Match | null {
    const matcher = this.pattern.matcher(text);
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, n) => matcher.group(n) ?? undefined);
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}
