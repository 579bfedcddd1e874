const EXCERPT = 24;

/** Where in a text, in words: `Line 2, character 8, after "$sum(b".` `at`: characters from its start. */
export function placeIn(text: string, at: number): string {
  const lines = text.slice(0, Math.max(0, at)).split("\n");
  const line = lines.at(-1) ?? "";
  const excerpt = (/\S+$/.exec(line.trimEnd())?.[0] ?? "").slice(-EXCERPT);
  const after = excerpt === "" ? "" : `, after "${excerpt}"`;
  return `Line ${lines.length}, character ${line.length + 1}${after}.`;
}
