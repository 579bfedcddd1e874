/** `words --flag --option value --option=value`. */
export interface Arguments {
  words: string[];
  flags: Set<string>;
  options: Map<string, string[]>;
}

export class UsageError extends Error {
  override name = "UsageError";
}

export function parseArguments(
  args: readonly string[],
  known: { usage: string; words: number; options: readonly string[]; flags: readonly string[] },
): Arguments {
  const parsed: Arguments = { words: [], flags: new Set(), options: new Map() };
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, inline] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (name === undefined) parsed.words.push(word);
    else if (known.options.includes(name)) addOption(parsed, name, inline ?? rest.shift());
    else if (name === "json" || known.flags.includes(name)) parsed.flags.add(name);
    else throw new UsageError(`There is no option --${name} here. Usage: ${known.usage}`);
  }
  if (parsed.words.length !== known.words) throw new UsageError(`Usage: ${known.usage}`);
  return parsed;
}

function addOption(parsed: Arguments, name: string, value: string | undefined): void {
  if (value === undefined) throw new UsageError(`--${name} needs a value.`);
  parsed.options.set(name, [...(parsed.options.get(name) ?? []), value]);
}
